package io.videocatalog.security;

import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.json;
import static io.videocatalog.http.Api.unique;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;

/** Somebody who has an account, and a token that may do all that the account may. */
public record Person(int id, String email, String password, String token) {

    /** A new user of this role. */
    public static Person of(String role) {
        return of(role, Map.of());
    }

    /** A new user of this role, with other members. */
    public static Person of(String role, Map<String, Object> members) {
        String email = unique() + "@example.org";
        String password = unique() + " is no common password";
        Map<String, Object> body = new HashMap<>(members);
        body.putAll(Map.of("name", unique(), "email", email, "role", role));
        int id = asAdmin(json(body)).post("/api/users").then().statusCode(201).extract().path("id");
        asAdmin(json(Map.of("password", password))).put("/api/users/" + id + "/password").then().statusCode(204);
        Response session = signIn(email, password).then().statusCode(201).extract().response();
        String token = asBrowser(json(Map.of("name", "all", "scope", role)), session).post("/api/tokens").then().statusCode(201).extract()
                .path("token");
        return new Person(id, email, password, token);
    }

    static Response signIn(String email, String password) {
        return json(Map.of("email", email, "password", password)).post("/api/sessions");
    }

    Response signIn() {
        return signIn(email, password);
    }

    /** A request from a page of the catalogue's own, by the session that signing in has begun. */
    static RequestSpecification asBrowser(RequestSpecification request, Response session) {
        return request.cookie("__Host-session", session.cookie("__Host-session")).header("Sec-Fetch-Site", "same-origin");
    }

    public static RequestSpecification asAdmin(RequestSpecification request) {
        return with(request, SignInRequired.ADMIN_TOKEN);
    }

    static RequestSpecification with(RequestSpecification request, String token) {
        return request.header("Authorization", "Bearer " + token);
    }

    public RequestSpecification asks() {
        return with(api(), token);
    }

    public RequestSpecification sends(Object body) {
        return with(json(body), token);
    }

    /** The path of a new video of this person's. */
    String video() {
        return "/api/videos/" + sends(videoNamed(unique())).post("/api/videos").then().statusCode(201).extract().path("id");
    }

    static Map<String, Object> videoNamed(String name) {
        return Map.of("name", name, "description", "what it is about");
    }
}
