import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;

/**
 * Connects two channels to a peer that hangs up, and accepts one from a client that does, at each
 * line {@code open}; connects to nobody, and closes channels first, at each line {@code depart}.
 * Half-closure is allowed: the end of the stream is an event, to be answered by close(), or not.
 */
final class NettySockets {
  private final List<Object> held = new ArrayList<>();
  private final EventLoopGroup group;
  private final Class<? extends Channel> channel;
  private final Class<? extends ServerChannel> server;
  private final boolean closes;

  NettySockets(
      EventLoopGroup group,
      Class<? extends Channel> channel,
      Class<? extends ServerChannel> server,
      String variant) {
    this.group = group;
    this.channel = channel;
    this.server = server;
    this.closes = variant.equals("healthy");
  }

  /** Obeys stdin. */
  void run() throws Exception {
    ServerSocket peer = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Channel acceptor =
        new ServerBootstrap()
            .group(group)
            .channel(server)
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .childHandler(new Ending())
            .bind(InetAddress.getLoopbackAddress(), 0)
            .sync()
            .channel();
    System.out.println("ready");
    Scanner stdin = new Scanner(System.in);
    for (String line = next(stdin); !line.equals("exit"); line = next(stdin)) {
      if (line.equals("depart")) {
        depart(peer);
        System.out.println("departed");
        continue;
      }
      for (int i = 0; i < 2; i++) {
        held.add(connect((InetSocketAddress) peer.getLocalSocketAddress()));
        hangUp(peer.accept());
      }
      InetSocketAddress address = (InetSocketAddress) acceptor.localAddress();
      hangUp(new Socket(address.getAddress(), address.getPort()));
      System.out.println("opened");
    }
    System.exit(0);
  }

  private static String next(Scanner stdin) {
    return stdin.hasNextLine() ? stdin.nextLine() : "exit";
  }

  /** Connects that are refused, and channels that are closed before their peer closes. */
  private void depart(ServerSocket peer) throws Exception {
    ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    gone.close();
    for (int i = 0; i < 3; i++) {
      Throwable refusal =
          bootstrap()
              .connect(gone.getInetAddress(), gone.getLocalPort()) // refused
              .await()
              .cause();
      if (refusal == null) {
        throw new IllegalStateException("connected to a closed port");
      }
    }
    for (int i = 0; i < 12; i++) {
      Channel client = connect((InetSocketAddress) peer.getLocalSocketAddress());
      Socket accepted = peer.accept();
      client.close().sync();
      while (accepted.getInputStream().read() >= 0) {}
      accepted.close();
    }
  }

  private Channel connect(InetSocketAddress address) throws InterruptedException {
    return bootstrap().connect(address).sync().channel(); // named
  }

  private Bootstrap bootstrap() {
    return new Bootstrap()
        .group(group)
        .channel(channel)
        .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
        .handler(new Ending());
  }

  private static void hangUp(Socket socket) throws IOException {
    socket.getOutputStream().write(new byte[100]);
    socket.close();
  }

  /** Answers the end of the stream, or not. */
  @ChannelHandler.Sharable
  private final class Ending extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ReferenceCountUtil.release(message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof ChannelInputShutdownEvent && closes) {
        context.close();
      }
    }
  }
}
