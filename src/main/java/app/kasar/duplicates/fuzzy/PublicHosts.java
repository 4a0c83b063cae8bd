package app.kasar.duplicates.fuzzy;

import java.util.Set;

/** Hosts at which many have their page or mailbox, so that sharing one says nothing. */
public final class PublicHosts {
    public static final Set<String> MAIL = Set.of(
            "gmail.com",
            "googlemail.com",
            "outlook.com",
            "hotmail.com",
            "live.com",
            "msn.com",
            "yahoo.com",
            "aol.com",
            "icloud.com",
            "me.com",
            "gmx.de",
            "gmx.net",
            "web.de",
            "t-online.de",
            "orange.fr",
            "free.fr",
            "wanadoo.fr",
            "laposte.net",
            "libero.it",
            "proton.me",
            "protonmail.com",
            "mail.ru",
            "yandex.ru",
            "qq.com",
            "163.com",
            "126.com",
            "naver.com",
            "zoho.com");

    public static final Set<String> WEB = Set.of(
            "facebook.com",
            "m.facebook.com",
            "linkedin.com",
            "twitter.com",
            "x.com",
            "instagram.com",
            "youtube.com",
            "github.com",
            "google.com",
            "sites.google.com",
            "linktr.ee",
            "medium.com",
            "t.me",
            "wa.me",
            "tiktok.com");

    private PublicHosts() {}
}
