/**
 * The OpenAPI document. What holds for every API stands in {@code api.yaml}, what holds for every entity in
 * {@code entity.yaml}, both beside these classes; the rest is read off the entities and the kinds of problem.
 */
package io.videocatalog.openapi;
