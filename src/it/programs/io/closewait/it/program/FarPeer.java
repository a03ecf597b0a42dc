package io.closewait.it.program;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The other end of {@link EveryState}, for another host. It listens at the ports that are its
 * arguments after its own address, says a word to each client and keeps the connection, but reads
 * those of the last port to their end and closes them.
 */
public final class FarPeer {
  private final Held held = new Held();
  private final Map<String, List<Socket>> clients = new ConcurrentHashMap<>();

  public static void main(String[] args) throws Exception {
    FarPeer program = new FarPeer();
    for (int i = 1; i < args.length; i++) {
      program.listen(args[0], args[i], i == args.length - 1);
    }
    Console.ready(program::obey);
  }

  private void listen(String address, String port, boolean closing) throws IOException {
    ServerSocket listener =
        held.add(new ServerSocket(Integer.parseInt(port), 50, InetAddress.getByName(address)));
    List<Socket> accepted = new CopyOnWriteArrayList<>();
    clients.put(port, accepted);
    Thread thread =
        new Thread(
            () -> {
              try {
                while (true) {
                  Socket client = listener.accept();
                  client.getOutputStream().write('!');
                  if (closing) {
                    readToEnd(client);
                  }
                  accepted.add(client);
                }
              } catch (IOException e) {
                // The program ends.
              }
            },
            "port " + port);
    thread.setDaemon(true);
    thread.start();
  }

  private static void readToEnd(Socket client) throws IOException {
    while (client.getInputStream().read() >= 0) {}
    client.close();
  }

  private String obey(String line) throws IOException {
    String[] words = line.split(" ");
    switch (words[0]) {
      case "accepted":
        return "accepted " + clients.get(words[1]).size();
      case "close":
        clients.get(words[1]).get(Integer.parseInt(words[2])).close();
        return "closed one";
      case "reset":
        Socket client = clients.get(words[1]).get(Integer.parseInt(words[2]));
        client.setSoLinger(true, 0);
        client.close();
        return "reset one";
      case "connect":
        for (int i = 0; i < Integer.parseInt(words[3]); i++) {
          SocketChannel channel = held.add(SocketChannel.open());
          channel.configureBlocking(false);
          channel.connect(new InetSocketAddress(words[1], Integer.parseInt(words[2])));
        }
        return "connecting";
      default:
        throw new IllegalArgumentException(line);
    }
  }
}
