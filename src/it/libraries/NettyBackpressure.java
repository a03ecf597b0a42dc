import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Stops reading after a message and answers it; then reads on, or not, and its client goes. */
final class NettyBackpressure {
  public static void main(String[] args) throws Exception {
    EventLoopGroup group = new NioEventLoopGroup(1);
    Channel server =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel client) {
                    client.pipeline().addLast(new Handler(Variant.isHealthy(args)));
                  }
                })
            .bind("127.0.0.1", 0)
            .sync()
            .channel();
    InetSocketAddress address = (InetSocketAddress) server.localAddress();
    List<Socket> clients = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      try (Socket client = new Socket(address.getAddress(), address.getPort())) {
        client.getOutputStream().write('a');
        client.getInputStream().read();
      }
    }
    Variant.keep(server, clients);
  }

  private static final class Handler extends ChannelInboundHandlerAdapter {
    private final boolean goesOn;

    Handler(boolean goesOn) {
      this.goesOn = goesOn;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      Channel channel = context.channel();
      channel.config().setAutoRead(false);
      ChannelFuture answered = context.writeAndFlush(message); // named
      answered.addListener(done -> channel.config().setAutoRead(goesOn));
    }
  }
}
