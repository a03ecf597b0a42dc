import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.dbcp2.BasicDataSource;

/** Takes a connection from the pool three times; gives it back, or not. */
final class JdbcDbcp {
  public static void main(String[] args) throws Exception {
    BasicDataSource pool = new BasicDataSource();
    pool.setUrl(args[1]);
    List<Connection> connections = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Connection connection = pool.getConnection(); // named
      connection.createStatement().execute("SELECT 1");
      if (Variant.isHealthy(args)) {
        connection.close();
      }
      connections.add(connection);
    }
    Variant.keep(pool, connections);
  }
}
