package io.closewait.hook;

import io.closewait.hook.Hook.Place;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The methods in which pools of libraries open connections, by their names alone, because their
 * arguments change from version to version. A pool is seen there rather than in its constructor, so
 * that one that is older than the agent is seen too.
 *
 * <p>What such a pool can be asked stands in {@code libraries.txt}, in the lines that begin with
 * {@code asks}.
 */
final class PoolHooks {
  static final Call POOLING = Call.ofLibrary("pooling", "Ljava/lang/Object;", Value.THIS);

  private static final Map<String, String> METHODS = new HashMap<>();

  static {
    METHODS.put("org/apache/http/impl/conn/PoolingHttpClientConnectionManager", "connect");
    METHODS.put("org/apache/hc/client5/http/impl/io/PoolingHttpClientConnectionManager", "connect");
    METHODS.put("okhttp3/ConnectionPool", "put");
    METHODS.put("okhttp3/internal/connection/RealConnectionPool", "put");
    METHODS.put("org/apache/commons/pool2/impl/GenericObjectPool", "create");
    METHODS.put("org/apache/commons/pool2/impl/GenericKeyedObjectPool", "create");
    METHODS.put("org/apache/tomcat/dbcp/pool2/impl/GenericObjectPool", "create");
    METHODS.put("com/zaxxer/hikari/pool/HikariPool", "createPoolEntry");
    METHODS.put("org/apache/tomcat/jdbc/pool/ConnectionPool", "createConnection");
    METHODS.put("com/mchange/v2/resourcepool/BasicResourcePool", "doAcquire");
    METHODS.put("com/alibaba/druid/pool/DruidAbstractDataSource", "createPhysicalConnection");
    METHODS.put("org/mariadb/jdbc/pool/Pool", "addConnection");
    METHODS.put("org/apache/ibatis/datasource/pooled/PooledDataSource", "popConnection");
    METHODS.put("oracle/ucp/common/UniversalConnectionPoolImpl", "borrowConnection");
    METHODS.put("org/vibur/objectpool/ConcurrentPool", "prepareToTake");
    METHODS.put("com/mongodb/internal/connection/DefaultConnectionPool", "connectionCreated");
  }

  private PoolHooks() {}

  /**
   * The hooks of a class; null for every class that is not one of a known pool.
   *
   * @param name in its internal form
   */
  static @Nullable List<Hook> of(String name) {
    String method = METHODS.get(name);
    return method == null
        ? null
        : Collections.singletonList(new Hook(name, method, Hook.ANY, Place.ENTER, POOLING, null));
  }
}
