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
 * line {@code open}. Half-closure is allowed: the end of the stream is an event, to be answered by
 * close(), or not.
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
    while (stdin.hasNextLine() && stdin.nextLine().equals("open")) {
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

  private Channel connect(InetSocketAddress address) throws InterruptedException {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(group)
            .channel(channel)
            .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .handler(new Ending());
    return bootstrap.connect(address).sync().channel(); // named
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
