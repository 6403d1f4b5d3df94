// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bytes/storebar.h"

#include "ui/selftest/markedlabel.h"
#include "ui/session/sessiondocument.h"
#include "ui/texts/viewtexts.h"

#include <QDir>
#include <QHBoxLayout>

namespace optoscope {

StoreBar::StoreBar(const SessionDocument *document, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_label(new MarkedLabel(MarkedLabel::Look::Boxed, this))
{
    setObjectName(QStringLiteral("storeBar"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(4, 4, 4, 4);
    row->addWidget(m_label);
    hide();
    connect(document, &SessionDocument::cleared, this, &StoreBar::look);
    connect(document, &SessionDocument::appended, this, &StoreBar::look);
}

void StoreBar::look()
{
    const RunStore &runs = m_document->trace().runs();
    const texts::TroubleWords words =
        texts::storeTrouble(runs.state(), runs.residentBytes(), QDir::tempPath());
    if (!words.cause.isEmpty())
        m_label->show(Tone::Warning, words.cause + u' ' + words.cure);
    setVisible(!words.cause.isEmpty());
}

QString StoreBar::text() const
{
    return isHidden() ? QString() : m_label->text();
}

} // namespace optoscope
