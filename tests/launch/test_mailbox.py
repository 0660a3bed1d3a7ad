import smtplib
from email.message import EmailMessage

from config.launch import services
from config.launch.crew import Crew


def test_keeps_each_mail_as_one_file(folder, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/portal")
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere")
    monkeypatch.delenv("EMAIL_URL")
    message = EmailMessage()
    message["To"], message["Subject"] = "dai3@example.jp", "第6回のお知らせ"
    message.set_content("12月12日（月）に開きます。\n")

    with Crew(folder) as crew:
        urls = services.start(crew, folder)
        port = int(urls["EMAIL_URL"].rpartition(":")[2])
        with smtplib.SMTP("127.0.0.1", port) as client:
            client.send_message(message, "seisaku@center.example.jp", ["dai3@example.jp"])

    assert set(crew.folder.run.glob("*.json")) == set()
    (kept,) = folder.mail.iterdir()
    assert kept.suffix == ".eml"
    assert kept.read_bytes().startswith(b"X-Envelope-To: dai3@example.jp\r\nTo: ")
