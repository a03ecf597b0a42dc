import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import java.util.Hashtable;
import javax.naming.Context;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;

/** Looks up an entry and closes its context, or not, before the server goes down. */
final class LdapContext {
  public static void main(String[] args) throws Exception {
    InMemoryDirectoryServer server =
        new InMemoryDirectoryServer(new InMemoryDirectoryServerConfig("dc=example"));
    server.add("dn: dc=example", "objectClass: domain", "dc: example");
    server.startListening();
    Hashtable<String, String> settings = new Hashtable<>();
    settings.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
    settings.put(Context.PROVIDER_URL, "ldap://127.0.0.1:" + server.getListenPort());
    settings.put("com.sun.jndi.ldap.connect.pool", args[1]);
    DirContext context = new InitialDirContext(settings); // named
    context.getAttributes("dc=example");
    if (Variant.isHealthy(args)) {
      context.close();
    }
    server.shutDown(true);
    Variant.keep(context);
  }
}
