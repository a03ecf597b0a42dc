import com.mchange.v2.c3p0.ComboPooledDataSource;
import java.sql.Connection;

/** Takes a connection from a pool of one; gives it back, or not. */
final class JdbcC3p0 {
  public static void main(String[] args) throws Exception {
    ComboPooledDataSource pool = new ComboPooledDataSource();
    pool.setJdbcUrl(args[1]);
    pool.setMaxPoolSize(1);
    pool.setMinPoolSize(1);
    pool.setInitialPoolSize(1);
    Connection connection = pool.getConnection();
    connection.createStatement().execute("SELECT 1");
    if (Variant.isHealthy(args)) {
      connection.close();
    }
    Variant.keep(pool, connection);
  }
}
