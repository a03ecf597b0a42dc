import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A method that runs in the server's event loop returns at once, or waits for what never comes;
 * meanwhile its client goes, which has a loop of its own.
 */
final class GrpcServer {
  private final CountDownLatch called = new CountDownLatch(1);
  private final CountDownLatch data;

  private GrpcServer(int missing) {
    data = new CountDownLatch(missing);
  }

  public static void main(String[] args) throws Exception {
    GrpcServer methods = new GrpcServer(Variant.leaks(args) ? 1 : 0);
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .directExecutor()
            .addService(GrpcEcho.service(methods::answer))
            .build()
            .start();
    ManagedChannel client =
        NettyChannelBuilder.forAddress("127.0.0.1", server.getPort())
            .eventLoopGroup(new NioEventLoopGroup(1))
            .channelType(NioSocketChannel.class)
            .usePlaintext()
            .build();
    ClientCalls.futureUnaryCall(client.newCall(GrpcEcho.METHOD, CallOptions.DEFAULT), "data");
    methods.called.await();
    client.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
    Variant.keep(server);
  }

  private void answer(String request, StreamObserver<String> client) {
    called.countDown();
    try {
      data.await(); // named
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    client.onNext(request);
    client.onCompleted();
  }
}
