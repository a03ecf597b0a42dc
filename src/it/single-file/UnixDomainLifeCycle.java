import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Scanner;

/** Reads Unix-domain channels to the end, on both sides, and does not close: that is not TCP. */
public class UnixDomainLifeCycle {
  public static void main(String[] args) throws Exception {
    Path path = Path.of("socket");
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(path));
    SocketChannel connected = SocketChannel.open(UnixDomainSocketAddress.of(path));
    server.accept().close();
    readToEnd(connected);
    SocketChannel.open(UnixDomainSocketAddress.of(path)).close();
    SocketChannel accepted = server.accept();
    readToEnd(accepted);
    System.out.println("ready");
    Scanner stdin = new Scanner(System.in);
    while (stdin.hasNextLine() && !stdin.nextLine().equals("exit")) {}
    connected.close();
    accepted.close();
    server.close();
    Files.delete(path);
  }

  private static void readToEnd(SocketChannel channel) throws Exception {
    while (channel.read(ByteBuffer.allocate(1)) >= 0) {}
  }
}
