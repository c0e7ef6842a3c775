// Jdbc.java: tagset and tagquery through JDBC (pgjdbc), where ? is a parameter and setString has a type.
// The server listens on a Unix socket only, which pgjdbc reaches through a socket factory: UnixSockets.
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.Properties;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.util.PGobject;

public class Jdbc {
	static final String QUERY = "tech.ai & place.CN-GZ"; // finds 100 of the 20,000 rows
	static int count = 0;
	static int failed = 0;
	static Connection connection;

	public static class UnixSocket extends Socket {
		private final SocketChannel channel;
		private boolean closed = false;

		UnixSocket(String path) throws java.io.IOException {
			channel = SocketChannel.open(StandardProtocolFamily.UNIX);
			channel.connect(UnixDomainSocketAddress.of(path));
		}
		@Override public void connect(SocketAddress address, int timeout) { }
		@Override public InputStream getInputStream() { return Channels.newInputStream(channel); }
		@Override public OutputStream getOutputStream() { return Channels.newOutputStream(channel); }
		@Override public boolean isConnected() { return !closed; }
		@Override public boolean isClosed() { return closed; }
		@Override public void close() throws java.io.IOException { closed = true; channel.close(); }
		@Override public void setTcpNoDelay(boolean on) { }
		@Override public void setKeepAlive(boolean on) { }
		@Override public void setSoTimeout(int timeout) { }
		@Override public int getSoTimeout() { return 0; }
	}

	public static class UnixSockets extends javax.net.SocketFactory {
		private final String path = System.getenv("PGHOST") + "/.s.PGSQL." + System.getenv("PGPORT");
		private Socket open() throws java.io.IOException { return new UnixSocket(path); }
		@Override public Socket createSocket() throws java.io.IOException { return open(); }
		@Override public Socket createSocket(String h, int p) throws java.io.IOException { return open(); }
		@Override public Socket createSocket(String h, int p, java.net.InetAddress l, int q) throws java.io.IOException { return open(); }
		@Override public Socket createSocket(java.net.InetAddress h, int p) throws java.io.IOException { return open(); }
		@Override public Socket createSocket(java.net.InetAddress h, int p, java.net.InetAddress l, int q) throws java.io.IOException { return open(); }
	}

	static void equal(Object got, Object expected, String name) {
		boolean same = expected.equals(got);

		System.out.println((same ? "ok " : "not ok ") + ++count + " - " + name);
		if (!same) {
			failed++;
			System.out.println("# got      " + got + "\n# expected " + expected);
		}
	}

	static PreparedStatement prepared(String query, Object... values) throws SQLException {
		PreparedStatement statement = connection.prepareStatement(query);

		for (int i = 0; i < values.length; i++)
			statement.setObject(i + 1, values[i]);
		return statement;
	}

	static Object value(String query, Object... values) throws SQLException {
		try (PreparedStatement statement = prepared(query, values); ResultSet rows = statement.executeQuery()) {
			rows.next();
			return rows.getObject(1);
		}
	}

	static PGobject typed(String type, String text) throws SQLException {
		PGobject object = new PGobject();

		object.setType(type);
		object.setValue(text);
		return object;
	}

	static Array texts(String... elements) throws SQLException {
		return connection.createArrayOf("text", elements);
	}

	static void connect(String stringtype) throws SQLException {
		Properties properties = new Properties();

		properties.setProperty("user", System.getenv("PGUSER"));
		properties.setProperty("socketFactory", UnixSockets.class.getName());
		properties.setProperty("sslmode", "disable");
		properties.setProperty("gssEncMode", "disable");
		properties.setProperty("prepareThreshold", "1");
		properties.setProperty("stringtype", stringtype);
		connection = DriverManager.getConnection("jdbc:postgresql://localhost/" + System.getenv("PGDATABASE"), properties);
	}

	static void queries() throws SQLException {
		equal(value("SELECT tags FROM tagged WHERE id = 200").toString(),
			"{100} 'place.CN-GZ':1/1 'tech.ai':2/1+1 'tech.big_data':5/1", "a tagset is its text");
		equal(value("SELECT count(*) FROM tagged WHERE tags @@ ?::tagquery", QUERY), 100L, "bound text, cast to tagquery");
		equal(value("SELECT count(*) FROM tagged WHERE tag_matches(tags, ?)", QUERY), 100L, "tag_matches");
		equal(value("SELECT count(*) FROM tagged WHERE tag_has(tags, ?)", "tech.ai"), 200L, "tag_has");
		equal(value("SELECT count(*) FROM tagged WHERE tags ?? ?", "tech.ai"), 200L, "the operator ?, doubled");
		equal(value("SELECT count(*) FROM tagged WHERE tags ??| ?", texts("tech.ai", "place.CN-GZ")), 200L, "??| with an array");
		equal(value("SELECT count(*) FROM tagged WHERE tags ??& ?", texts("tech.ai", "place.CN-GZ")), 100L, "??& with an array");
		equal(value("SELECT count(*) FROM tagged WHERE tags @@ ?", typed("tagquery", QUERY)), 100L, "a PGobject of type tagquery");
		equal(value("SELECT tagset(?)", texts("tech.ai")).toString(), "'tech.ai':1/1", "a tagset of an array");
		try {
			value("SELECT count(*) FROM tagged WHERE tags @@ ?", QUERY);
			equal("no error", "42883", "bound text without a cast is refused");
		} catch (SQLException error) {
			equal(error.getSQLState(), "42883", "bound text without a cast is refused");
		}
		try {
			value("SELECT ?::tagquery", "tech.ai &");
			equal("no error", "22P02", "a malformed query is 22P02");
		} catch (SQLException error) {
			equal(error.getSQLState(), "22P02", "a malformed query is 22P02");
		}
	}

	static void arrays() throws SQLException {
		Array keys = (Array) value("SELECT tags::text[] FROM tagged WHERE id = 200");
		Array tags = (Array) value("SELECT array_agg(tags ORDER BY id) FROM tagged WHERE id IN (1, 2)");

		equal(Arrays.toString((Object[]) keys.getArray()), "[place.CN-GZ, tech.ai, tech.big_data]", "keys are an array");
		equal(Arrays.toString((Object[]) tags.getArray()), "[{100} 'tech.big_data':2/1, {100} 'tech.big_data':3/1]", "an array of tagsets");
		equal(tags.getBaseTypeName(), "tagset", "of that type");
	}

	static void copies() throws Exception {
		CopyManager copy = ((PGConnection) connection).getCopyAPI();

		for (String form : new String[] {"text", "binary"}) {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();

			connection.createStatement().execute("CREATE TEMP TABLE copied (id int, tags tagset)");
			copy.copyOut("COPY tagged TO STDOUT (FORMAT " + form + ")", bytes);
			copy.copyIn("COPY copied FROM STDIN (FORMAT " + form + ")", new ByteArrayInputStream(bytes.toByteArray()));
			equal(value("SELECT count(*) FROM copied JOIN tagged USING (id, tags)"), 20000L, "COPY " + form + " and back");
			connection.createStatement().execute("DROP TABLE copied");
		}
	}

	// With prepareThreshold=1 every statement is prepared by the server.
	static void plans() throws SQLException {
		connection.createStatement().execute("SET plan_cache_mode = force_generic_plan");
		for (String condition : new String[] {"tags @@ ?::tagquery", "tag_matches(tags, ?)"}) {
			String query = "SELECT count(*) FROM tagged WHERE " + condition;

			try (PreparedStatement statement = prepared(query, QUERY)) {
				StringBuilder plan = new StringBuilder();
				ResultSet rows = statement.executeQuery();

				rows.next();
				equal(rows.getLong(1), 100L, "prepared: " + condition);
				Object name = value("SELECT name FROM pg_prepared_statements WHERE statement = ?", query.replace("?", "$1"));
				rows = connection.createStatement().executeQuery("EXPLAIN (COSTS OFF) EXECUTE \"" + name + "\" ('" + QUERY + "')");
				while (rows.next())
					plan.append(rows.getString(1)).append('\n');
				equal(plan.indexOf("tagged_tags_idx") >= 0, true, "its generic plan uses the index");
			}
		}
	}

	static void metadata() throws SQLException {
		try (ResultSet column = connection.getMetaData().getColumns(null, "public", "tagged", "tags")) {
			column.next();
			equal(column.getInt("DATA_TYPE"), Types.OTHER, "metadata: of another type");
			equal(column.getString("TYPE_NAME"), "tagset", "metadata: tagset");
		}
		try (ResultSet column = connection.getMetaData().getColumns(null, "public", "docs_document_concepts", "score")) {
			column.next();
			equal(column.getInt("DATA_TYPE"), Types.REAL, "metadata: views have plain columns");
			equal(column.getString("REMARKS").startsWith("How much the document is about it"), true, "metadata: with remarks");
		}
	}

	public static void main(String[] arguments) throws Exception {
		connect("varchar");
		queries();
		arrays();
		copies();
		plans();
		metadata();
		connection.close();
		connect("unspecified");
		equal(value("SELECT count(*) FROM tagged WHERE tags @@ ?", QUERY), 100L, "stringtype=unspecified: bound text needs no cast");
		connection.close();
		System.out.println("1.." + count);
		System.exit(failed > 0 ? 1 : 0);
	}
}
