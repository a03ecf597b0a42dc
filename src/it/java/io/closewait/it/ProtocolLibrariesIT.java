package io.closewait.it;

import static io.closewait.it.LibraryCase.library;

/** Clients and servers of mail, files, directories and remote calls. */
class ProtocolLibrariesIT extends LibraryTests {
  private static final String SILENCE = "org.slf4j:slf4j-nop:1.7.36";

  ProtocolLibrariesIT() {
    super(
        "protocols",
        library(
                "Apache Commons Net",
                "commons-net:commons-net:3.11.1",
                "org.apache.ftpserver:ftpserver-core:1.2.0",
                SILENCE)
            .program("FtpLogout")
            .leak(
                "logs out and does not disconnect", "never_read", 3, "Call disconnect() in finally")
            .healthy("disconnects after logging out"),
        library(
                "Jakarta Mail",
                "org.eclipse.angus:angus-mail:2.0.3",
                "com.icegreen:greenmail:2.1.3",
                SILENCE)
            .program("ImapStore")
            .since(11)
            .leak(
                "leaves its store open",
                "never_read",
                1,
                "Call close() on each Folder, Store and Transport")
            .healthy("closes its store"),
        library(
                "Jakarta Mail",
                "com.sun.mail:jakarta.mail:2.0.1",
                "com.icegreen:greenmail:2.0.1",
                SILENCE)
            .program("ImapStore")
            .since(11)
            .leak(
                "leaves its store open",
                "never_read",
                1,
                "Call close() on each Folder, Store and Transport")
            .healthy("closes its store"),
        library(
                "Jakarta Mail",
                "org.eclipse.angus:angus-mail:2.0.3",
                "com.icegreen:greenmail:2.1.3",
                SILENCE)
            .program("SmtpTransport")
            .since(11)
            .leak(
                "leaves its transport open",
                "never_read",
                1,
                "Call close() on each Folder, Store and Transport")
            .healthy("closes its transport"),
        library(
                "JSch",
                "com.github.mwiede:jsch:0.2.21",
                "org.apache.sshd:sshd-core:2.14.0",
                SILENCE)
            .program("JschExec")
            .leak("leaves a command's output unread", "data_unread", 1, "Session.disconnect()")
            .healthy("reads a command's output"),
        library("Apache MINA SSHD", "org.apache.sshd:sshd-core:2.14.0", SILENCE)
            .program("SshdOutput")
            .leak(
                "blocks in the stream for a command's output",
                "data_unread",
                1,
                "Never block in a listener or in the stream")
            .healthy("takes a command's output"),
        library("JNDI LDAP", "com.unboundid:unboundid-ldapsdk:7.0.1")
            .program("LdapContext")
            .calls(() -> "false")
            .leakWithoutTrace("leaves its context open")
            .healthy("closes its context"),
        library("JNDI LDAP", "com.unboundid:unboundid-ldapsdk:7.0.1")
            .program("LdapContext")
            .calls(() -> "true")
            .leakWithoutTrace("leaves its pooled context open")
            .healthy("closes its pooled context"),
        library("RMI")
            .program("RmiServer")
            .leak(
                "blocks in a remote method", "never_read", 1, "Bound how long the handler may take")
            .healthy("returns from a remote method"),
        library("Netty", "io.netty:netty-transport:4.1.118.Final")
            .program("NettyBackpressure")
            .leak("does not read on", "never_read", 3, "set autoRead to true again")
            .healthy("reads on"),
        library("Netty", "io.netty:netty-transport:4.2.9.Final")
            .program("NettyBackpressure")
            .leak("does not read on", "never_read", 3, "set autoRead to true again")
            .healthy("reads on"));
  }
}
