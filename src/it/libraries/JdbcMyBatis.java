import java.sql.Connection;
import org.apache.ibatis.datasource.pooled.PooledDataSource;

/** Takes a connection from the pool of MyBatis; gives it back, or not. */
final class JdbcMyBatis {
  public static void main(String[] args) throws Exception {
    PooledDataSource pool = new PooledDataSource();
    pool.setUrl(args[1]);
    pool.setDriver("org.postgresql.Driver");
    Connection connection = pool.getConnection(); // named
    connection.createStatement().execute("SELECT 1");
    if (Variant.isHealthy(args)) {
      connection.close();
    }
    Variant.keep(pool, connection);
  }
}
