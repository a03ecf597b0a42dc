import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Calls a method and shuts its channel down, or not, before the server goes down. */
final class GrpcChannel {
  public static void main(String[] args) throws Exception {
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(
                GrpcEcho.service(
                    (request, client) -> {
                      client.onNext(request);
                      client.onCompleted();
                    }))
            .build()
            .start();
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", server.getPort()).usePlaintext().build();
    ClientCalls.blockingUnaryCall(channel, GrpcEcho.METHOD, CallOptions.DEFAULT, "data"); // named
    if (Variant.isHealthy(args)) {
      channel.shutdown();
    }
    server.shutdown();
    Variant.keep(channel);
  }
}
