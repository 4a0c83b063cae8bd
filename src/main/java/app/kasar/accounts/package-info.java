/**
 * Organizations, their users, roles, tokens and settings, and what a caller may learn and change about them. What a token stands for during a request is decided in {@code access}; the list of users is a system object of the query engine.
 */
@NullMarked
package app.kasar.accounts;

import org.jspecify.annotations.NullMarked;
