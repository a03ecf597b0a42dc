import com.amazonaws.auth.AWSStaticCredentialsProvider;
import com.amazonaws.auth.BasicAWSCredentials;
import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.services.s3.AmazonS3;
import com.amazonaws.services.s3.AmazonS3ClientBuilder;
import com.amazonaws.services.s3.model.S3Object;
import java.util.ArrayList;
import java.util.List;

/** Looks at the metadata of an object three times; its content is closed, or not. */
final class S3Version1 {
  public static void main(String[] args) throws Exception {
    AmazonS3 s3 =
        AmazonS3ClientBuilder.standard()
            .withEndpointConfiguration(new EndpointConfiguration(args[1], "us-east-1"))
            .withPathStyleAccessEnabled(true)
            .withCredentials(new AWSStaticCredentialsProvider(new BasicAWSCredentials("a", "b")))
            .build();
    List<S3Object> objects = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      S3Object object = s3.getObject("bucket", "object"); // named
      if (Variant.isHealthy(args)) {
        object.close();
      }
      objects.add(object);
    }
    Variant.keep(s3, objects);
  }
}
