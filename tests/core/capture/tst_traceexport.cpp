// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/bytesimport.h"
#include "core/capture/captureimport.h"
#include "core/capture/exports/csvwriter.h"
#include "core/capture/exports/exportnotation.h"
#include "core/capture/exports/htmlwriter.h"
#include "core/capture/exports/textwriter.h"
#include "core/capture/exports/traceexport.h"
#include "core/capture/vcdwriter.h"
#include "core/uart/softwareparity.h"
#include "tests/core/capture/traces.h"

#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace optoscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Words that show where they stand, and that would do harm if they were not escaped.
class PlainWording : public ExportWording
{
public:
    QString entryText(const TraceEntry &entry) const override
    {
        const auto *note = std::get_if<Note>(&entry.what);
        return note ? note->text : u"words <b>&amp;\"quoted\", =1+1"_qs;
    }
    QString exportWord(ExportWord word) const override
    {
        return word == ExportWord::Language ? u"en"_qs
                                            : u"word %1 <i>"_qs.arg(static_cast<int>(word));
    }
    QString findingText(const Finding &finding) const override { return findingName(finding.id); }
    QString controlName(quint8 character) const override
    {
        return character < ' ' ? QString::number(character) : QString();
    }
    QString levelsText(const VcdLines &lines) const override
    {
        return lines.isMeasured ? u"measured"_qs : u"drawn"_qs;
    }
};

/// One character as it can be told apart after an export.
struct Seen {
    Instant at;
    bool isSent = false;
    quint8 data = 0;
    CharacterFlags flags;
    friend bool operator==(const Seen &, const Seen &) = default;
};

QList<Seen> seenIn(const TraceEntries &entries)
{
    QList<Seen> seen;
    quint8 mask = 0xFF;
    for (const TraceEntry &entry : entries) {
        if (const auto *settings = std::get_if<LineSettings>(&entry.what))
            mask = dataMask(*settings);
        const CharacterRun *run = runOf(entry);
        for (qsizetype i = 0; run && i < run->characters.size(); ++i) {
            const Character &character = run->characters.at(i);
            seen.append({entry.at + run->spacing * i, std::holds_alternative<Sent>(entry.what),
                         static_cast<quint8>(character.wire & mask), character.flags});
        }
    }
    return seen;
}

template <typename What>
QList<What> allOf(const TraceEntries &entries)
{
    QList<What> all;
    for (const TraceEntry &entry : entries)
        if (const auto *what = std::get_if<What>(&entry.what))
            all.append(*what);
    return all;
}

Trace traceOf(const TraceEntries &entries)
{
    Trace trace;
    trace.append(entries);
    return trace;
}

const auto wording = std::make_shared<PlainWording>();

/// A device that is full at once.
class FullDevice : public QIODevice
{
protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *, qint64) override { return -1; }
};

QByteArray contentOf(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class tst_TraceExport : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString path(const QString &name) const { return m_folder.filePath(name); }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_folder.isValid()); }

    void endingsAreFormats();
    void whatIsExportedIsReadBack_data();
    void whatIsExportedIsReadBack();
    void parityBitsAreMadeAgain();
    void longRunsKeepTheirTimes();
    void readsAreJoined();
    void tablesAreHarmless();
    void pagesStandAlone();
    void findingsStandAtTheirTimes();
    void nothingIsLeftHalf_data();
    void nothingIsLeftHalf();
    void fullDisksAreNoticed();
    void cutFilesAreNoTrouble_data();
    void cutFilesAreNoTrouble();
};

void tst_TraceExport::endingsAreFormats()
{
    for (const ExportFormat format : exportFormats())
        QVERIFY(exportFormatOf(QString(u"a.b"_qs + exportEnding(format).toUpper())) == format);
    QVERIFY(exportFormatOf(u"x.htm") == ExportFormat::Html);
    QVERIFY(!exportFormatOf(u"csv"));
    const auto result = exportTrace(path(u"a.pdf"_qs), Trace(), {}, wording);
    QCOMPARE(std::get<ExportError>(result).kind, ExportError::Kind::UnknownEnding);
    QVERIFY(!QFile::exists(path(u"a.pdf"_qs)));
}

void tst_TraceExport::whatIsExportedIsReadBack_data()
{
    QTest::addColumn<QString>("ending");
    QTest::addColumn<TraceEntries>("entries");
    for (const auto *ending : {".txt", ".csv"}) {
        const QString name = QString::fromLatin1(ending);
        QTest::addRow("rich%s", ending) << name << richTrace();
        for (quint32 seed = 1; seed <= 20; ++seed)
            QTest::addRow("random %u%s", seed, ending) << name << randomTrace(seed, 200);
    }
}

/// The same characters, directions, times, errors and settings.
void tst_TraceExport::whatIsExportedIsReadBack()
{
    QFETCH(QString, ending);
    QFETCH(TraceEntries, entries);
    const QDateTime anchor(QDate(2024, 3, 5), QTime(9, 30, 0, 125), Qt::UTC);
    CaptureFacts facts;
    facts.anchor = anchor;
    facts.program = u"a \"program\", with signs"_qs;
    const QString file = path(u"a"_qs + ending);
    const auto written = exportTrace(file, traceOf(entries), facts, wording);
    QVERIFY(std::holds_alternative<ExportSummary>(written));
    const auto result = importFile(file);
    QVERIFY(std::holds_alternative<ImportedBytes>(result));
    const auto &imported = std::get<ImportedBytes>(result);
    QCOMPARE(imported.anchor, anchor);
    QCOMPARE(seenIn(imported.entries), seenIn(entries));
    QCOMPARE(allOf<LineSettings>(imported.entries), allOf<LineSettings>(entries));
    QCOMPARE(allOf<ControlLines>(imported.entries), allOf<ControlLines>(entries));
    QCOMPARE(allOf<Break>(imported.entries), allOf<Break>(entries));
    // In the window too.
    QVERIFY(std::holds_alternative<ImportedCapture>(importCapture(file)));
}

void tst_TraceExport::parityBitsAreMadeAgain()
{
    const LineSettings settings = withSoftwareParity(Baud{300}, format7E1);
    CharacterRun run;
    run.characters = toCharacters(encodeCharacters("/?!\r\n", settings));
    run.spacing = settings.characterTime();
    CharacterRun damaged = run;
    damaged.characters[1].wire ^= 0x80;
    damaged.characters[1].flags = CharacterFlag::ParityError;
    const TraceEntries entries{
        {Instant(), settings}, {Instant(1ms), Sent{run}}, {Instant(1s), Received{damaged}}};
    for (const QString &name : {u"p.txt"_qs, u"p.csv"_qs}) {
        exportTrace(path(name), traceOf(entries), {}, wording);
        const auto result = importFile(path(name));
        QCOMPARE(std::get<ImportedBytes>(result).entries, entries);
    }
}

void tst_TraceExport::longRunsKeepTheirTimes()
{
    CharacterRun run;
    run.characters = toCharacters(QByteArray(10'000, 'x'));
    run.spacing = 1'041'667ns;
    const TraceEntries entries{{Instant(3ns), Received{run}}};
    for (const QString &name : {u"l.txt"_qs, u"l.csv"_qs}) {
        const auto written = exportTrace(path(name), traceOf(entries), {}, wording);
        QVERIFY(std::get<ExportSummary>(written).count > 1);
        QCOMPARE(seenIn(std::get<ImportedBytes>(importFile(path(name))).entries), seenIn(entries));
    }
}

/// A slow line is read character by character; whoever reads a file wants messages.
void tst_TraceExport::readsAreJoined()
{
    TraceEntries entries{{Instant(), withHardwareParity(Baud{300}, format7E1)}};
    Instant at(1s);
    for (const char byte : QByteArray("/ABC5\r\n")) {
        entries.append({at, Received{{toCharacters(QByteArray(1, byte)), 33'333'333ns, {}, true}}});
        at += 33'333'334ns; // as its times are rounded
    }
    entries.append({at + 1s, Received{{toCharacters("x"), 33'333'333ns, {}, true}}});
    for (const QString &name : {u"j.txt"_qs, u"j.csv"_qs, u"j.html"_qs}) {
        exportTrace(path(name), traceOf(entries), {}, wording);
        const QByteArray text = contentOf(path(name));
        QVERIFY2(text.contains("2F 41 42 43 35 0D 0A"), text.constData());
        QVERIFY2(!text.contains("0D 0A 78"), text.constData());
    }
}

void tst_TraceExport::tablesAreHarmless()
{
    const TraceEntries entries{{Instant(), Received{{toCharacters("=HYPERLINK(\"x\")"), 1ms}}},
                               {Instant(), Note{u"@SUM(1),\"a\"\nb"_qs}}};
    exportTrace(path(u"h.csv"_qs), traceOf(entries), {}, wording);
    const QByteArray text = contentOf(path(u"h.csv"_qs));
    QVERIFY(text.contains("\"'=HYPERLINK(\"\"x\"\")\""));
    QVERIFY(text.contains("\"'@SUM(1),\"\"a\"\""));
    const auto notes = allOf<Note>(std::get<ImportedBytes>(importFile(path(u"h.csv"_qs))).entries);
    QCOMPARE(notes, QList<Note>{Note{u"@SUM(1),\"a\"\nb"_qs}});
}

void tst_TraceExport::pagesStandAlone()
{
    TraceEntries entries = richTrace();
    entries.append({Instant(9s), Note{u"<script>alert('x')</script>"_qs}});
    entries.append({Instant(9s), Received{{toCharacters("<img src=x>"), 1ms}}});
    CaptureFacts facts;
    facts.target = u"<target>"_qs;
    const auto written = exportTrace(path(u"a.html"_qs), traceOf(entries), facts, wording);
    QVERIFY(std::get<ExportSummary>(written).count > 0);
    QByteArray page = contentOf(path(u"a.html"_qs));
    QVERIFY(page.contains("prefers-color-scheme:dark"));
    QVERIFY(page.contains("default-src 'none'"));
    QVERIFY(page.contains("scope=\"col\""));
    for (const char *never :
         {"<script", "<img", "http://", "https://", "src=\"", "<target>", "url("})
        QVERIFY2(!page.contains(never), never);
    // All that is opened is closed, once the parts without an end have one.
    page.replace("<!DOCTYPE html>", "");
    for (const char *meta :
         {"<meta charset=\"utf-8\">", "initial-scale=1\">", "'unsafe-inline'\">"})
        page.replace(meta, QByteArray(QByteArray(meta).chopped(1) + "/>"));
    QXmlStreamReader reader(page);
    while (!reader.atEnd())
        reader.readNext();
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
}

void tst_TraceExport::findingsStandAtTheirTimes()
{
    Event event;
    event.finding = {FindingId::clockLate, Severity::note, Blame::us, Instant(2s)};
    CharacterRun damaged{toCharacters("abc"), 1ms};
    damaged.characters[1].flags = CharacterFlag::ParityError;
    const TraceEntries entries{{Instant(1s), Sent{{toCharacters("/?!\r\n"), 1ms}}},
                               {Instant(1500ms), Received{damaged}},
                               {Instant(3s), event},
                               {Instant(4s), Sent{{toCharacters("/?!\r\n"), 1ms}}}};
    exportTrace(path(u"f.csv"_qs), traceOf(entries), {}, wording);
    const QByteArray text = contentOf(path(u"f.csv"_qs));
    // What was recorded stands where it was, and what the characters show where it happened.
    QVERIFY(text.contains("3.000000000,event,"));
    QVERIFY(!text.contains("clockLate"));
    const qsizetype finding = text.indexOf("1.501000000,finding,,,,parityErrors,");
    QVERIFY2(finding > text.indexOf(",received,"), text.constData());
    QVERIFY(finding < text.lastIndexOf(",sent,"));
}

void tst_TraceExport::nothingIsLeftHalf_data()
{
    QTest::addColumn<ExportFormat>("format");
    for (const ExportFormat format :
         {ExportFormat::Pcapng, ExportFormat::Text, ExportFormat::Csv, ExportFormat::Html})
        QTest::newRow(qPrintable(exportEnding(format))) << format;
}

/// An old file stays as it was, and no other is left behind.
void tst_TraceExport::nothingIsLeftHalf()
{
    QFETCH(ExportFormat, format);
    const QString folder = path(u"half"_qs + exportEnding(format));
    QVERIFY(QDir().mkpath(folder));
    const QString file = folder + u"/old"_qs + exportEnding(format);
    QFile old(file);
    QVERIFY(old.open(QIODevice::WriteOnly) && old.write("old") == 3);
    old.close();
    const Trace trace = traceOf(randomTrace(3, 9000));
    int asked = 0;
    const auto result = exportTrace(file, trace, {}, wording, {},
                                    [&asked](qsizetype, qsizetype) { return ++asked < 2; });
    QCOMPARE(std::get<ExportError>(result), (ExportError{ExportError::Kind::Cancelled, file, {}}));
    QCOMPARE(contentOf(file), QByteArray("old"));
    QCOMPARE(QDir(folder).entryList(QDir::Files).size(), 1);
    const QString nowhere = folder + u"/none/a"_qs + exportEnding(format);
    const auto refused = std::get<ExportError>(exportTrace(nowhere, trace, {}, wording));
    QCOMPARE(refused.kind, ExportError::Kind::CannotWrite);
    QVERIFY(!refused.detail.isEmpty());
}

void tst_TraceExport::fullDisksAreNoticed()
{
    FullDevice full;
    QVERIFY(full.open(QIODevice::WriteOnly));
    TextWriter text(full, *wording);
    text.begin({}, {});
    QVERIFY(!text.flush());
    CsvWriter csv(full, *wording);
    csv.begin({}, {});
    QVERIFY(!csv.flush());
    HtmlWriter html(full, *wording);
    html.begin({}, {});
    html.end();
    QVERIFY(!html.flush());
}

void tst_TraceExport::cutFilesAreNoTrouble_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("text") << u"cut.txt"_qs;
    QTest::newRow("table") << u"cut.csv"_qs;
}

/// Cut anywhere, a file gives a beginning of what was in it, or an error with its line.
void tst_TraceExport::cutFilesAreNoTrouble()
{
    QFETCH(QString, name);
    const TraceEntries entries = richTrace();
    exportTrace(path(name), traceOf(entries), {}, wording);
    const QByteArray text = contentOf(path(name));
    const QList<Seen> whole = seenIn(entries);
    for (qsizetype length = 60; length < text.size(); ++length) {
        const auto result = importBytes(text.first(length), BytesForm::Detect);
        if (const auto *error = std::get_if<ImportError>(&result)) {
            QVERIFY(error->line > 0 || error->kind == ImportError::Kind::Empty);
            continue;
        }
        const QList<Seen> seen = seenIn(std::get<ImportedBytes>(result).entries);
        QVERIFY(seen.size() <= whole.size());
    }
}

QTEST_GUILESS_MAIN(tst_TraceExport)
#include "tst_traceexport.moc"
