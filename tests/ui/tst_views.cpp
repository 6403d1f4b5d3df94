// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakesession.h"
#include "ui/bytes/bytesmodel.h"
#include "ui/bytes/bytesview.h"
#include "ui/conversation/conversationmodel.h"
#include "ui/conversation/conversationview.h"
#include "ui/findings/findingsmodel.h"
#include "ui/findings/findingsview.h"
#include "ui/session/selectionhub.h"
#include "ui/session/sessiondocument.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QScrollBar>
#include <QTest>

using namespace optoscope;

/// The views of a session, and how a selection in one is seen in all.
class TestViews : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void followsWhatArrives();
    void movesByKeyboard();
    void mouseAndRowsAgree();
    void selectsMessageEverywhere();
    void selectsBytesEverywhere();
    void findingLeadsToItsByte();
    void copies();
    void newSessionForgetsSelection();

private:
    struct Views {
        SessionDocument document;
        SelectionHub hub;
        BytesModel bytesModel{&document};
        ConversationModel conversationModel{&document};
        FindingsModel findingsModel{&document};
        BytesView bytes{&bytesModel, &document, &hub};
        ConversationView conversation{&conversationModel, &hub};
        FindingsView findings{&findingsModel, &document, &hub};
    };
    std::unique_ptr<Views> m_views;
};

void TestViews::init()
{
    m_views = std::make_unique<Views>();
    QObject::connect(&m_views->document, &SessionDocument::cleared, &m_views->hub,
                     &SelectionHub::clear);
    for (QAbstractItemView *view : {static_cast<QAbstractItemView *>(&m_views->bytes),
                                    static_cast<QAbstractItemView *>(&m_views->conversation),
                                    static_cast<QAbstractItemView *>(&m_views->findings)}) {
        view->resize(900, 300);
        view->show();
        QVERIFY(QTest::qWaitForWindowExposed(view));
    }
}

void TestViews::cleanup()
{
    m_views.reset();
}

void TestViews::followsWhatArrives()
{
    BytesView &view = m_views->bytes;
    m_views->document.append(FakeSession::readout(60));
    QVERIFY(view.verticalScrollBar()->maximum() > 20);
    QCOMPARE(view.verticalScrollBar()->value(), view.verticalScrollBar()->maximum());
    view.verticalScrollBar()->triggerAction(QAbstractSlider::SliderToMinimum);
    QVERIFY(!view.followAction()->isChecked());
    m_views->document.append(FakeSession::readout(60));
    QCOMPARE(view.verticalScrollBar()->value(), 0);
    view.activateWindow();
    view.setFocus();
    QTRY_VERIFY(view.hasFocus());
    QTest::keyClick(&view, Qt::Key_Space);
    QVERIFY(view.followAction()->isChecked());
    QCOMPARE(view.verticalScrollBar()->value(), view.verticalScrollBar()->maximum());
}

void TestViews::movesByKeyboard()
{
    m_views->document.append(FakeSession::readout(60));
    BytesView &view = m_views->bytes;
    const int last = m_views->bytesModel.rowCount() - 1;
    const QList<std::pair<Qt::Key, int>> keys{{Qt::Key_Home, 0},   {Qt::Key_Down, 1},
                                              {Qt::Key_Up, 0},     {Qt::Key_Up, 0},
                                              {Qt::Key_End, last}, {Qt::Key_Down, last}};
    for (const auto &[key, row] : keys) {
        QTest::keyClick(&view, key);
        QCOMPARE(view.currentIndex().row(), row);
        QVERIFY(view.viewport()->rect().intersects(view.visualRect(view.currentIndex())));
        QCOMPARE(view.accessibleDescription(), view.currentIndex().data().toString());
    }
    QTest::keyClick(&view, Qt::Key_PageUp);
    QVERIFY(view.currentIndex().row() < last - 3);
}

void TestViews::mouseAndRowsAgree()
{
    m_views->document.append(FakeSession::readout(60));
    BytesView &view = m_views->bytes;
    view.verticalScrollBar()->setValue(10);
    const QModelIndex index = m_views->bytesModel.index(14);
    QCOMPARE(view.indexAt(view.visualRect(index).center()), index);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.visualRect(index).center());
    QCOMPARE(view.currentIndex(), index);
    QCOMPARE(m_views->hub.range(), m_views->bytesModel.range(14));
    QVERIFY(!view.indexAt({10, 100000}).isValid());
}

void TestViews::selectsMessageEverywhere()
{
    m_views->document.append(FakeSession::readout(20));
    m_views->conversation.setCurrentIndex(m_views->conversationModel.index(1));
    QCOMPARE(m_views->hub.range(), (CharacterRange{5, 23}));
    QCOMPARE(m_views->bytesModel.range(m_views->bytes.currentIndex().row()).first, 5);
    QVERIFY(!m_views->bytes.followAction()->isChecked());
}

void TestViews::selectsBytesEverywhere()
{
    m_views->document.append(FakeSession::readout(20));
    const auto row = static_cast<int>(m_views->bytesModel.rowOfCharacter(6));
    m_views->bytes.setFocus();
    m_views->bytes.selectionModel()->setCurrentIndex(m_views->bytesModel.index(row),
                                                     QItemSelectionModel::ClearAndSelect);
    QCOMPARE(m_views->conversation.currentIndex().row(), 1);
}

void TestViews::findingLeadsToItsByte()
{
    FakeSession session;
    session.line(300).send("/?!\r\n");
    session.wait(std::chrono::milliseconds(300)).receive("/ABC5\r\n", CharacterFlag::ParityError);
    Finding finding;
    finding.id = FindingId::adapterQuirk;
    finding.offset = 7;
    session.found(finding);
    m_views->document.append(session.take());
    const int row = m_views->findingsModel.rowOfCharacter(7);
    QVERIFY(row >= 0);
    m_views->findings.setCurrentIndex(m_views->findingsModel.index(row));
    QCOMPARE(m_views->hub.range(), (CharacterRange{7, 1}));
    QCOMPARE(m_views->bytes.currentIndex().row(), int(m_views->bytesModel.rowOfCharacter(7)));
    QCOMPARE(m_views->conversation.currentIndex().row(), 1);
}

void TestViews::copies()
{
    m_views->document.append(FakeSession::readout(20));
    m_views->bytes.selectionModel()->setCurrentIndex(m_views->bytesModel.index(3),
                                                     QItemSelectionModel::ClearAndSelect);
    m_views->bytes.copyAction()->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), m_views->bytesModel.index(3).data().toString());
    m_views->conversation.setCurrentIndex(m_views->conversationModel.index(0));
    m_views->conversation.actions().constFirst()->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(),
             m_views->conversationModel.index(0).data().toString());
}

void TestViews::newSessionForgetsSelection()
{
    m_views->document.append(FakeSession::readout(20));
    m_views->conversation.setCurrentIndex(m_views->conversationModel.index(1));
    m_views->document.begin(QStringLiteral("virtual:"));
    QVERIFY(m_views->hub.isEmpty());
    m_views->document.append(FakeSession::readout(20));
    QVERIFY(!m_views->conversation.selectionModel()->hasSelection());
}

QTEST_MAIN(TestViews)
#include "tst_views.moc"
