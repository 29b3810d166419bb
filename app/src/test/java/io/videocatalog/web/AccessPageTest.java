package io.videocatalog.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.unique;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Page;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.videocatalog.security.Person;
import io.videocatalog.security.SignInRequired;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is let in, and what they are offered. */
@QuarkusTest
@TestProfile(SignInRequired.class)
class AccessPageTest extends PageTest {

    private Page signedIn(Person person, String view) {
        Page page = open(view);
        signIn(page, person.email(), person.password());
        return page;
    }

    private static void signIn(Page page, String email, String password) {
        field(page, "Email address").fill(email);
        field(page, "Password").fill(password);
        button(page, "Sign in").click();
    }

    private static long video(Person owner, String name) {
        return owner.sends(Map.of("name", name, "description", "d")).post("/api/videos").then().statusCode(201).extract().jsonPath()
                .getLong("id");
    }

    @Test
    void whoever_signs_in_sees_what_was_asked_for_until_signing_out() {
        Person editor = Person.of("editor");
        long id = video(editor, title());
        Page page = open("#/videos/" + id + "/history");
        signIn(page, editor.email(), "wrong");
        assertThat(page.getByText("The address or the password is wrong")).isVisible();
        assertEquals(List.of(), page.context().cookies());
        signIn(page, editor.email(), editor.password());
        assertThat(rows(page)).hasCount(1);
        assertEquals(true, page.context().cookies().get(0).httpOnly);
        assertThat(page.getByText("Live", new Page.GetByTextOptions().setExact(true))).isVisible();
        page.reload();
        assertThat(rows(page)).hasCount(1);
        link(page, "Account").click();
        assertThat(page.getByText("You are signed in as " + editor.email() + ", editor.")).isVisible();
        button(page, "Sign out").click();
        assertThat(heading(page, "Sign in")).isVisible();
        page.reload();
        assertThat(heading(page, "Sign in")).isVisible();
        assertThat(rows(page)).hasCount(0);
    }

    @Test
    void a_session_that_has_ended_leads_to_signing_in() {
        Person viewer = Person.of("viewer");
        Page page = signedIn(viewer, "");
        assertThat(heading(page, "Videos")).isVisible();
        viewer.asks().get("/api/tokens").jsonPath().<Integer>getList("items.findAll { it.kind == 'session' }.id")
                .forEach(session -> viewer.asks().delete("/api/tokens/" + session));
        // The page may have asked for something by itself, and show no more field to type in.
        page.navigate(address + "#/videos?q=anything");
        assertThat(heading(page, "Sign in")).isVisible();
    }

    @Test
    void offers_nobody_what_they_may_not_do() {
        Person owner = Person.of("editor");
        String own = title();
        video(owner, own);
        String word = own.split(" ")[1];
        Page viewer = signedIn(Person.of("viewer"), "#/videos?q=" + word);
        assertThat(row(viewer, own)).isVisible();
        assertThat(viewer.locator("main button")).hasCount(0);
        assertThat(link(viewer, "Import")).hasCount(0);
        assertThat(link(viewer, "Users")).hasCount(0);
        Page other = signedIn(Person.of("editor"), "#/videos?q=" + word);
        assertThat(button(other, "Add video")).isVisible();
        assertThat(row(other, own)).isVisible();
        assertThat(button(other, "Edit " + own)).hasCount(0);
        Page mine = signedIn(owner, "#/videos?q=" + word);
        assertThat(button(mine, "Edit " + own)).isVisible();
        assertThat(link(mine, "Users")).hasCount(0);
        mine.navigate(address + "#/users");
        assertThat(heading(mine, "There is nothing here")).isVisible();
    }

    @Test
    void changes_the_own_password() {
        Person viewer = Person.of("viewer");
        Page page = signedIn(viewer, "#/account");
        field(page, "Current password").fill("wrong");
        field(page, "New password").fill("password");
        button(page, "Change the password").click();
        assertThat(page.getByText("is not your password")).isVisible();
        String next = unique() + " is better";
        field(page, "Current password").fill(viewer.password());
        field(page, "New password").fill(next);
        button(page, "Change the password").click();
        assertThat(notice(page, "The password is changed")).isVisible();
        assertThat(field(page, "New password")).hasValue("");
        assertThat(heading(signedIn(viewer, ""), "Sign in")).isVisible();
        Page again = open("");
        signIn(again, viewer.email(), next);
        assertThat(heading(again, "Videos")).isVisible();
    }

    @Test
    void makes_a_token_shows_it_once_and_revokes_it() {
        Page page = signedIn(Person.of("editor"), "#/account");
        button(page, "New token").click();
        field(page, "What it is for").fill("nightly import");
        assertEquals(List.of("viewer", "editor"), field(page, "The most it may do").locator("option").allTextContents());
        button(page, "Make the token").click();
        String token = page.locator(".secret").textContent();
        api().header("Authorization", "Bearer " + token).get("/api/videos?limit=1").then().statusCode(200);
        button(page, "Close").click();
        assertThat(row(page, "nightly import")).containsText("token · viewer · until");
        page.reload();
        assertThat(row(page, "nightly import")).isVisible();
        assertFalse(page.content().contains(token));
        button(page, "Revoke nightly import").click();
        button(page, "Revoke").click();
        assertThat(row(page, "nightly import")).hasCount(0);
        api().header("Authorization", "Bearer " + token).get("/api/videos?limit=1").then().statusCode(401);
    }

    @Test
    void administrators_see_to_the_users() {
        Page page = signedIn(Person.of("admin"), "#/users");
        String name = "!User " + unique(); // Among the first of the list, however many other tests have made.
        String email = unique() + "@example.org";
        button(page, "New user").click();
        field(page, "Name").fill(name);
        field(page, "Email address").fill("no address");
        button(page, "Save").click();
        assertThat(field(page, "Email address")).hasAttribute("aria-invalid", "true");
        field(page, "Email address").fill(email);
        field(page, "Password").fill("a long walk home");
        button(page, "Save").click();
        assertThat(row(page, name)).containsText(email + " · viewer");
        button(page, "Edit: " + name).click();
        field(page, "Role").selectOption("editor");
        field(page, "May edit the videos of others").check();
        button(page, "Save").click();
        assertThat(row(page, name)).containsText(email + " · editor · May edit the videos of others");
        button(page, "Password: " + name).click();
        field(page, "Password").fill("password");
        button(page, "Save").click();
        assertThat(dialog(page)).containsText("is one that others would guess");
        field(page, "Password").fill("another walk home");
        button(page, "Save").click();
        assertThat(notice(page, name + " has another password")).isVisible();
        Page own = open("");
        signIn(own, email, "another walk home");
        assertThat(button(own, "Add video")).isVisible();
        button(page, "Delete: " + name).click();
        button(page, "Delete").click();
        assertThat(row(page, name)).hasCount(0);
        Person.asAdmin(api()).get("/api/users?email=" + email).then().body("items.size()", is(0));
    }

    @ParameterizedTest
    @MethodSource("looks")
    void the_way_in_and_the_own_account_are_open_to_everybody(Look look) {
        Person editor = Person.of("editor");
        Page page = open("#/account", look);
        assertThat(page.locator("form")).isVisible();
        LooksTest.look(page, look, "sign-in");
        page.navigate(address + "#/set-up");
        assertThat(page.locator("input[name=code]")).isVisible();
        LooksTest.look(page, look, "set-up");
        page.navigate(address + "#/account");
        page.locator("input[name=email]").fill(editor.email());
        page.locator("input[name=password]").fill(editor.password());
        page.locator("button.primary").click();
        assertThat(rows(page)).hasCount(3);
        LooksTest.look(page, look, "own-account");
        page.locator(".card .title-row button").click();
        page.locator("dialog input").fill("nightly import");
        page.locator("dialog .primary").click();
        assertThat(page.locator(".secret")).isVisible();
        LooksTest.look(page, look, "token");
    }

    static List<Look> looks() {
        return List.of(Look.ALL.get(2), Look.ALL.get(3));
    }

    @Test
    void an_editor_s_undo_takes_back_what_the_editor_has_deleted() {
        Person editor = Person.of("editor");
        String name = title();
        long id = video(editor, name);
        Page page = signedIn(editor, "#/videos?q=" + name.split(" ")[1]);
        button(page, "Delete " + name).click();
        button(page, "Undo").click();
        assertThat(row(page, name)).isVisible();
        editor.asks().get("/api/videos/" + id).then().statusCode(200).body("ownerId", is(editor.id()));
    }
}
