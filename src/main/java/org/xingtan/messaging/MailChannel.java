package org.xingtan.messaging;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;
import org.xingtan.platform.CannotStart;

/**
 * Mail by SMTP. The server stands in an address: {@code smtp://user:password@mail.example.cn:587}, {@code smtps://…} for TLS from the
 * first byte. A password never crosses a line in plain: with one, STARTTLS is required.
 */
@Component
class MailChannel implements Channel {

    private static final String PATIENCE = "10000";
    /** What a server says of a letter, without the address it says it of. */
    private static final Pattern CODE = Pattern.compile("(?s).*?\\b([245]\\d\\d)(?:[ -](\\d\\.\\d{1,3}\\.\\d{1,3}))?.*");

    private final @Nullable JavaMailSenderImpl sender;
    private final String from;

    MailChannel(@Value("${xingtan.smtp.url}") String url, @Value("${xingtan.smtp.from}") String from) {
        this.sender = url.isEmpty() ? null : sender(URI.create(url));
        this.from = from;
        if (sender != null && from.isEmpty()) {
            throw new CannotStart("XINGTAN_SMTP_URL is set: XINGTAN_SMTP_FROM must say whom the mails come from");
        }
    }

    private static JavaMailSenderImpl sender(URI server) {
        var sender = new JavaMailSenderImpl();
        var protocol = server.getScheme();
        if (server.getHost() == null || !List.of("smtp", "smtps").contains(protocol)) {
            throw new CannotStart("XINGTAN_SMTP_URL is no address like smtp://user:password@mail.example.cn:587");
        }
        sender.setProtocol(protocol);
        sender.setHost(server.getHost());
        sender.setPort(server.getPort() < 0 ? protocol.equals("smtps") ? 465 : 25 : server.getPort());
        sender.setDefaultEncoding("UTF-8");
        var properties = sender.getJavaMailProperties();
        List.of("connectiontimeout", "timeout", "writetimeout").forEach(it -> properties.put("mail." + protocol + "." + it, PATIENCE));
        properties.put("mail." + protocol + ".ssl.checkserveridentity", "true");
        properties.put("mail.smtp.starttls.enable", "true");
        if (server.getRawUserInfo() != null) {
            var user = server.getRawUserInfo().split(":", 2);
            sender.setUsername(URLDecoder.decode(user[0], StandardCharsets.UTF_8));
            sender.setPassword(URLDecoder.decode(user.length > 1 ? user[1] : "", StandardCharsets.UTF_8));
            properties.put("mail." + protocol + ".auth", "true");
            properties.put("mail.smtp.starttls.required", "true");
        }
        return sender;
    }

    @Override
    public List<Way> ways() {
        return List.of(Way.EMAIL, Way.CONFIRMATION);
    }

    @Override
    public boolean isConfigured() {
        return sender != null;
    }

    @Override
    public String destination() {
        return sender == null ? "" : sender.getProtocol() + "://" + sender.getHost() + ":" + sender.getPort();
    }

    @Override
    public Map<UUID, Failure> deliver(List<Letter> letters) {
        var failures = new HashMap<UUID, Failure>();
        var mails = new HashMap<MimeMessage, Letter>();
        letters.forEach(letter -> {
            try {
                mails.put(mail(letter), letter);
            } catch (MessagingException e) {
                failures.put(letter.id(), new Failure(Failure.Kind.NEVER, e.getClass().getSimpleName()));
            }
        });
        try {
            sender.send(mails.keySet().toArray(MimeMessage[]::new));
        } catch (MailAuthenticationException e) {
            mails.values().forEach(letter -> failures.put(letter.id(), new Failure(Failure.Kind.AWAY, code(e))));
        } catch (MailSendException e) {
            e.getFailedMessages().forEach((mail, why) -> {
                if (mails.get(mail) instanceof Letter letter) {
                    failures.put(letter.id(), failure(why));
                }
            });
        }
        return failures;
    }

    private MimeMessage mail(Letter letter) throws MessagingException {
        var mail = new Numbered(sender.getSession(), letter.id());
        mail.setFrom(new InternetAddress(from));
        mail.setRecipient(jakarta.mail.Message.RecipientType.TO, new InternetAddress(letter.address(), true));
        mail.setSubject(letter.subject().replaceAll("\\p{Cntrl}+", " "), "UTF-8");
        mail.setText(letter.text(), "UTF-8");
        mail.setHeader("Auto-Submitted", "auto-generated");
        return mail;
    }

    /** A server that refuses a letter says so by a number; everything else happened to the line. */
    private static Failure failure(Exception why) {
        if (why instanceof SendFailedException || why.getCause() instanceof SendFailedException) {
            var code = code(why);
            return new Failure(code.startsWith("5") ? Failure.Kind.NEVER : Failure.Kind.LATER, code);
        }
        return new Failure(Failure.Kind.AWAY, code(why));
    }

    private static String code(Exception why) {
        for (Throwable cause = why; cause != null; cause = cause instanceof MessagingException it && it.getNextException() != null
                ? it.getNextException() : cause.getCause()) {
            var said = CODE.matcher(String.valueOf(cause.getMessage()));
            if (said.matches()) {
                return said.group(2) == null ? said.group(1) : said.group(1) + " " + said.group(2);
            }
        }
        return why.getClass().getSimpleName();
    }

    /** A mail whose number is the envelope's: one that is sent again after a fault has the same. */
    private static final class Numbered extends MimeMessage {

        private final UUID id;

        Numbered(Session session, UUID id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + id + "@xingtan>");
        }
    }
}
