import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;

/** A service of gRPC that needs no generated code: one method, from a string to a string. */
final class GrpcEcho {
  static final MethodDescriptor<String, String> METHOD =
      MethodDescriptor.<String, String>newBuilder()
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName("Echo/echo")
          .setRequestMarshaller(new Words())
          .setResponseMarshaller(new Words())
          .build();

  private GrpcEcho() {}

  static ServerServiceDefinition service(ServerCalls.UnaryMethod<String, String> method) {
    return ServerServiceDefinition.builder("Echo")
        .addMethod(METHOD, ServerCalls.asyncUnaryCall(method))
        .build();
  }

  private static final class Words implements MethodDescriptor.Marshaller<String> {
    @Override
    public InputStream stream(String words) {
      return new ByteArrayInputStream(words.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String parse(InputStream words) {
      try (Scanner all = new Scanner(words, "UTF-8").useDelimiter("\\A")) {
        return all.next();
      }
    }
  }
}
