package io.videocatalog.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.h2.engine.Database;
import org.h2.engine.SessionLocal;
import org.h2.index.Index;
import org.h2.jdbc.JdbcConnection;
import org.h2.message.DbException;
import org.h2.mvstore.Chunk;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.Page;
import org.h2.mvstore.db.MVIndex;
import org.h2.table.Table;
import org.h2.value.VersionedValue;

/**
 * What a process that was killed had not committed and H2 has stored without the note by which it would take it back: H2 stores
 * its maps one after the other while others write. H2 2.4 counts such a row, takes it for that of whichever transaction bears the
 * same number now, and where it has a value in a unique index, gives no other row that value: an Idempotency-Key, or a user's
 * address, would be taken for good.
 */
final class UncommittedRemains {

    /** More than H2 itself writes when it opens a file: should the process be killed then, remains are not in the last one any more. */
    private static final int CHUNKS = 16;

    private UncommittedRemains() {
    }

    /**
     * The first of a store's chunks that can have any: they are in what was written last. No version has more than one chunk, so until
     * that many versions the numbers of chunks grow; later they have begun again, and any can be the last.
     */
    static int firstChunk(MVStore store) {
        if (store.getCurrentVersion() > Chunk.MAX_ID) {
            return 0;
        }
        int last = store.getLayoutMap().entrySet().stream().filter(entry -> entry.getKey().startsWith(DataUtils.LAYOUT_ROOT))
                .mapToInt(root -> DataUtils.getPageChunkId(DataUtils.parseHexLong(root.getValue()))).max().orElse(0);
        return last - CHUNKS;
    }

    /**
     * Takes them back. Nobody else may use the database yet.
     *
     * @param firstChunk as it was before H2 opened the file
     * @throws SQLException when a page cannot be read, or there is no room to write
     */
    static void takeBack(Connection connection, int firstChunk) throws SQLException {
        Database database = ((SessionLocal) connection.unwrap(JdbcConnection.class).getSession()).getDatabase();
        try {
            for (Table table : database.getAllTablesAndViews()) {
                takeBack(table, firstChunk);
            }
            database.getStore().getMvStore().commit();
        } catch (MVStoreException e) {
            throw DbException.toSQLException(e); // As H2 does when a statement meets a broken page, or a full disk.
        }
    }

    // A view has no indexes.
    private static void takeBack(Table table, int firstChunk) {
        for (Index index : Objects.requireNonNullElse(table.getIndexes(), List.<Index>of())) {
            if (index instanceof MVIndex<?, ?> stored) {
                takeBack(stored.getMVMap(), firstChunk);
            }
        }
    }

    private static <K, V> void takeBack(MVMap<K, VersionedValue<V>> map, int firstChunk) {
        List<K> keys = new ArrayList<>();
        collect(map.getRootPage(), firstChunk, keys);
        for (K key : keys) {
            V committed = map.get(key).getCommittedValue();
            if (committed == null) {
                map.remove(key);
            } else {
                map.put(key, committedForm(committed));
            }
        }
    }

    // H2's rows and values are their own committed form.
    @SuppressWarnings("unchecked")
    private static <V> VersionedValue<V> committedForm(V committed) {
        return (VersionedValue<V>) committed;
    }

    /** Follows the pages that are not older than the chunk: a page that is written is written anew, with all above it. */
    private static <K, V> void collect(Page<K, VersionedValue<V>> page, int firstChunk, List<K> keys) {
        if (page.isLeaf()) {
            for (int i = 0; i < page.getKeyCount(); i++) {
                if (page.getValue(i).getOperationId() != 0) {
                    keys.add(page.getKey(i));
                }
            }
            return;
        }
        for (int i = 0; i < page.getRawChildPageCount(); i++) {
            long position = page.getChildPagePos(i);
            if (!DataUtils.isPageSaved(position) || DataUtils.getPageChunkId(position) >= firstChunk) {
                collect(page.getChildPage(i), firstChunk, keys);
            }
        }
    }
}
