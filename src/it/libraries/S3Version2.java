import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Looks at the metadata of an object three times; its content is closed, or not. */
final class S3Version2 {
  public static void main(String[] args) throws Exception {
    S3Client s3 =
        S3Client.builder()
            .httpClient(ApacheHttpClient.create())
            .endpointOverride(URI.create(args[1]))
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
            .build();
    List<ResponseInputStream<GetObjectResponse>> objects = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ResponseInputStream<GetObjectResponse> object =
          s3.getObject(request -> request.bucket("bucket").key("object")); // named
      if (Variant.isHealthy(args)) {
        object.close();
      }
      objects.add(object);
    }
    Variant.keep(s3, objects);
  }
}
