import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/** A servlet answers at once, or waits for what never comes; meanwhile its clients go. */
final class Tomcat9 {
  public static void main(String[] args) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(System.getProperty("java.io.tmpdir"));
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Context context = tomcat.addContext("", null);
    Tomcat.addServlet(context, "data", new Data(Variant.leaks(args) ? 1 : 0));
    context.addServletMappingDecoded("/", "data");
    tomcat.start();
    Visits.make(tomcat.getConnector().getLocalPort());
    Variant.keep(tomcat);
  }

  private static final class Data extends HttpServlet {
    private static final long serialVersionUID = 1;
    private final transient CountDownLatch data;

    Data(int missing) {
      data = new CountDownLatch(missing);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      try {
        data.await(); // named
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      response.getWriter().print("data");
    }
  }
}
