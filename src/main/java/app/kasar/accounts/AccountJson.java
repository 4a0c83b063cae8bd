package app.kasar.accounts;

import app.kasar.access.Actor;
import app.kasar.access.Member;
import app.kasar.access.ObjectGrants;
import app.kasar.access.Organization;
import app.kasar.access.Scope;
import app.kasar.schema.value.Instants;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** How accounts are written in answers. Each method writes the properties of one object that is open. */
final class AccountJson {
    private AccountJson() {}

    static void me(JsonGenerator json, Actor actor) {
        json.writeStringProperty("userId", actor.member().userId().toString());
        json.writeStringProperty("organizationId", actor.organization().id().toString());
        json.writeStringProperty("workspaceUserId", actor.member().id().toString());
        json.writeBooleanProperty("isAdmin", actor.isAdmin());
        texts(json, "scopes", scopes(actor.token().scopes()));
        json.writeObjectPropertyStart("profile");
        json.writeStringProperty("full_name", actor.member().fullName());
        json.writeStringProperty("email", actor.member().email());
        text(json, "avatar_url", actor.member().avatarUrl());
        zone(json, actor.member());
        json.writeEndObject();
    }

    static void user(JsonGenerator json, WorkspaceUser user) {
        json.writeStringProperty("id", user.member().id().toString());
        json.writeStringProperty("full_name", user.member().fullName());
        json.writeStringProperty("user_email", user.member().email());
        json.writeStringProperty("role", user.role().wireName());
        json.writeBooleanProperty("is_active", user.isActive());
        text(json, "avatar_url", user.member().avatarUrl());
        zone(json, user.member());
        moment(json, "created_at", user.createdAt());
    }

    static void token(JsonGenerator json, ApiToken token) {
        var terms = token.terms();
        json.writeStringProperty("id", token.id().toString());
        json.writeStringProperty("workspace_user_id", token.workspaceUserId().toString());
        text(
                json,
                "issued_by",
                token.issuedBy() == null ? null : token.issuedBy().toString());
        json.writeStringProperty("name", terms.name());
        json.writeStringProperty("prefix", token.prefix());
        texts(json, "scopes", scopes(terms.scopes()));
        json.writeStringProperty("access", terms.readOnly() ? "read" : "write");
        var objects = terms.objects();
        if (objects == null) {
            json.writeNullProperty("objects");
        } else {
            texts(json, "objects", objects.stream().sorted().toList());
        }
        moment(json, "created_at", token.life().createdAt());
        moment(json, "expires_at", token.life().expiresAt());
        moment(json, "last_used_at", token.life().lastUsedAt());
        moment(json, "revoked_at", token.life().revokedAt());
    }

    static void settings(JsonGenerator json, Organization organization) {
        var settings = organization.settings();
        json.writeStringProperty("name", organization.name());
        json.writeStringProperty("default_country", settings.defaultCountry());
        json.writeStringProperty("time_zone", settings.timeZone().getId());
        texts(json, "allowed_origins", settings.allowedOrigins());
        var limit = settings.rateLimit();
        if (limit == null) {
            json.writeNullProperty("rate_limit");
        } else {
            json.writeNumberProperty("rate_limit", limit);
        }
    }

    static void role(JsonGenerator json, RoleGrants grants) {
        json.writeStringProperty("role", grants.role().wireName());
        json.writeObjectPropertyStart("grants");
        grants.byObject().forEach((object, granted) -> grants(json, object, granted));
        json.writeEndObject();
    }

    private static void grants(JsonGenerator json, String object, ObjectGrants grants) {
        json.writeObjectPropertyStart(object);
        json.writeStringProperty("read", grants.read().wireName());
        json.writeStringProperty("create", grants.create().wireName());
        json.writeStringProperty("update", grants.update().wireName());
        json.writeStringProperty("delete", grants.delete().wireName());
        texts(json, "hidden_fields", grants.hiddenFields().stream().sorted().toList());
        json.writeEndObject();
    }

    private static void zone(JsonGenerator json, Member member) {
        var zone = member.timeZone();
        text(json, "time_zone", zone == null ? null : zone.getId());
    }

    private static Collection<String> scopes(Collection<Scope> scopes) {
        return scopes.stream().sorted().map(Scope::wireName).toList();
    }

    private static void texts(JsonGenerator json, String name, Collection<String> texts) {
        json.writeArrayPropertyStart(name);
        texts.forEach(json::writeString);
        json.writeEndArray();
    }

    private static void text(JsonGenerator json, String name, @Nullable String text) {
        if (text == null) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, text);
        }
    }

    private static void moment(JsonGenerator json, String name, @Nullable Instant moment) {
        text(json, name, moment == null ? null : Instants.format(moment));
    }
}
