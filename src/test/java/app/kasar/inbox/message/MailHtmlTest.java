package app.kasar.inbox.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailHtmlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=\"https://spy.test/pixel.gif\">",
                "<img src='//spy.test/pixel.gif' width=1>",
                "<img srcset='https://spy.test/a.png 2x'>",
                "<p style=\"background-image:url(https://spy.test/a.png)\">",
                "<p style=\"background:url('https://spy.test/a.png')\">",
                "<td background='https://spy.test/a.png'>",
                "<link rel=stylesheet href='https://spy.test/a.css'>",
                "<style>@import 'https://spy.test/a.css'</style>",
                "<video poster='https://spy.test/a.png' src='https://spy.test/a.mp4'></video>",
                "<svg><image href='https://spy.test/a.png'/></svg>",
                "<iframe src='https://spy.test'></iframe>",
                "<object data='https://spy.test'></object>",
                "<form action='https://spy.test'><input type=image src='https://spy.test/a.png'></form>",
                "<base href='https://spy.test/'>",
                "<meta http-equiv=refresh content='0;url=https://spy.test'>",
                "<p style=\"list-style-image:url(https://spy.test/a.png)\">",
                "<ul style=\"list-style:url(https://spy.test/a.png)\">",
            })
    void nothing_is_loaded_from_elsewhere(String html) {
        assertThat(MailHtml.safe(html + "text")).contains("text").doesNotContain("spy.test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>evil()</script>",
                "<p onclick='evil()'>",
                "<a href='javascript:evil()'>x</a>",
                "<a href='data:text/html,evil()'>x</a>",
                "<a href='cid:evil()'>x</a>",
                "<img src='data:image/svg+xml;base64,evil()'>",
                "<img src=x onerror=evil()>",
                "<p style='width:expression(evil())'>",
                "<p style='behavior:url(evil())'>",
            })
    void nothing_runs(String html) {
        assertThat(MailHtml.safe(html)).doesNotContain("evil");
    }

    @ParameterizedTest
    @ValueSource(strings = {"position:fixed", "position:absolute;top:0", "z-index:99", "margin:-500px", "opacity:0"})
    void nothing_leaves_its_place(String style) {
        assertThat(MailHtml.safe("<div style=\"" + style + "\">x</div>")).isEqualTo("<div>x</div>");
    }

    @Test
    void pictures_that_came_with_the_mail_are_kept() {
        assertThat(MailHtml.safe("<img src=\"cid:part1\" alt=\"Logo\">")).contains("cid:part1");
        assertThat(MailHtml.safe("<img src=\"data:image/png;base64,iVBORw0KGgo=\">"))
                .contains("data:image/png;base64,");
        assertThat(MailHtml.safe("<img src=\"https://a.test/logo.png\" alt=\"Logo\">"))
                .contains("alt=\"Logo\"");
    }

    @Test
    void links_tell_the_other_side_nothing() {
        assertThat(MailHtml.safe("<a href=\"https://a.test/\">x</a>"))
                .contains("href=\"https://a.test/\"")
                .contains("noopener")
                .contains("noreferrer")
                .contains("nofollow");
    }

    @Test
    void how_text_looks_is_kept() {
        assertThat(MailHtml.safe(
                        "<p style=\"color:#ff0000;font-weight:bold\"><font color=\"red\" size=\"2\">x</font></p>"))
                .contains("color:#ff0000")
                .contains("font-weight:bold")
                .contains("color=\"red\"");
    }

    @Test
    void the_title_of_the_page_is_no_part_of_the_mail() {
        assertThat(MailHtml.safe(
                        "<html><head><title>Newsletter 5</title><style>p{}</style></head><body><p>x</p></body></html>"))
                .isEqualTo("<p>x</p>");
    }
}
