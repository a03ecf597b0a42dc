import com.alibaba.druid.pool.DruidDataSource;
import java.sql.Connection;

/** Takes a connection from a pool of one; gives it back, or not. */
final class JdbcDruid {
  public static void main(String[] args) throws Exception {
    DruidDataSource pool = new DruidDataSource();
    pool.setUrl(args[1]);
    pool.setMaxActive(1);
    Connection connection = pool.getConnection();
    connection.createStatement().execute("SELECT 1");
    if (Variant.isHealthy(args)) {
      connection.close();
    }
    Variant.keep(pool, connection);
  }
}
