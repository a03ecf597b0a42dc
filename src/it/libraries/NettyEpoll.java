import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;

/** Netty's transport over epoll. */
final class NettyEpoll {
  public static void main(String[] args) throws Exception {
    new NettySockets(
            new EpollEventLoopGroup(1),
            EpollSocketChannel.class,
            EpollServerSocketChannel.class,
            args[0])
        .run();
  }
}
