import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;

/** Connects to a database three times; closes each connection, or not. */
final class JdbcDriver {
  public static void main(String[] args) throws Exception {
    List<Connection> connections = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Connection connection = DriverManager.getConnection(args[1]); // named
      connection.createStatement().execute("SELECT 1");
      if (Variant.isHealthy(args)) {
        connection.close();
      }
      connections.add(connection);
    }
    Variant.keep(connections);
  }
}
