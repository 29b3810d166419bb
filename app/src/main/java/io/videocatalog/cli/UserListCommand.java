package io.videocatalog.cli;

import io.videocatalog.model.User;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;

/** Lists users. */
@Command(name = "list", description = "Lists all users: id, role, address, name. \"export --entity users\" has more.")
final class UserListCommand extends RequestCommand {

    private static final int PAGE = 1000;

    @Override
    void carryOut() {
        long last = 0;
        for (var users = page(last); !users.isEmpty(); users = page(last)) {
            for (User user : users) {
                out().printf(Locale.ROOT, "%-6d  %-6s  %s  %s%n", user.id, user.role, user.email, user.name);
            }
            last = users.get(users.size() - 1).id;
            User.getEntityManager().clear();
        }
    }

    private static List<User> page(long behind) {
        return User.<User>find("id > ?1 order by id", behind).page(0, PAGE).list();
    }
}
