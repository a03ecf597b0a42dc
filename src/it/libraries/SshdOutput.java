import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.password.AcceptAllPasswordAuthenticator;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.shell.ProcessShellCommandFactory;

/** Takes a command's output at once, or waits for what never comes, while the server goes down. */
final class SshdOutput {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  public static void main(String[] args) throws Exception {
    SshServer server = SshServer.setUpDefaultServer();
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider());
    server.setPasswordAuthenticator(AcceptAllPasswordAuthenticator.INSTANCE);
    server.setCommandFactory(new ProcessShellCommandFactory());
    server.start();
    SshClient client = SshClient.setUpDefaultClient();
    client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
    client.start();
    ClientSession session =
        client.connect("me", "127.0.0.1", server.getPort()).verify(PATIENCE).getSession(); // named
    session.addPasswordIdentity("secret");
    session.auth().verify(PATIENCE);
    ChannelExec command = session.createExecChannel("echo data");
    Output output = new Output(Variant.leaks(args) ? 1 : 0);
    command.setOut(output);
    command.open().verify(PATIENCE);
    output.written.await();
    server.getActiveSessions().get(0).sendIgnoreMessage(new byte[100]).verify(PATIENCE);
    server.stop(true);
    Variant.keep(client, session, command);
  }

  private static final class Output extends OutputStream {
    private final CountDownLatch written = new CountDownLatch(1);
    private final CountDownLatch room;

    Output(int missing) {
      room = new CountDownLatch(missing);
    }

    @Override
    public void write(int octet) {
      written.countDown();
      try {
        room.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
