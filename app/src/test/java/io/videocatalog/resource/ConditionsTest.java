package io.videocatalog.resource;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.videocatalog.http.QueryParameters;
import io.videocatalog.model.Video;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Function;
import org.hibernate.StatelessSession;
import org.hibernate.query.ParameterMetadata;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ConditionsTest {

    @Inject
    StatelessSession session;

    @Test
    void are_said_in_words_that_hibernate_plans_once_for_all_values() {
        Conditions conditions = new Conditions(new Representation<>(Video.class),
                QueryParameters.parse("q=two+words&name.contains=art&ownerId=1&createdAt.lt=2026-01-01T00:00:00Z&description=one"));

        for (Function<Condition, String> form : List.<Function<Condition, String>>of(Condition::plain, Condition::walking,
                Condition::lookingUp)) {
            String hql = RowFinder.from(Video.class, conditions.in(form));
            ParameterMetadata parameters = session.createSelectionQuery(hql, Video.class).getParameterMetadata();
            assertTrue(parameters.getNamedParameterNames().stream()
                    .noneMatch(name -> parameters.getQueryParameter(name).allowsMultiValuedBinding()), hql);
        }
    }
}
