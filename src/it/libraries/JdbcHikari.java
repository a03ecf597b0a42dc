import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;

/** Takes a connection from a pool of one; gives it back, or not. */
final class JdbcHikari {
  public static void main(String[] args) throws Exception {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(args[1]);
    pool.setMaximumPoolSize(1);
    Connection connection = pool.getConnection(); // named
    connection.createStatement().execute("SELECT 1");
    if (Variant.isHealthy(args)) {
      connection.close();
    }
    Variant.keep(pool, connection);
  }
}
