// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

namespace optoscope {

/// Compares names of makers and models as people write them and as meters send them.
class MeterName
{
public:
    /// The letters and digits of \a text in lower case, split at everything else. "L+G", "L&G",
    /// "Landis & Gyr" and "Landis+Gyr" become `landisgyr`.
    static QStringList wordsOf(const QString &text);

    explicit MeterName(const QString &text);
    bool isEmpty() const { return m_words.isEmpty(); }

    /// \a model stands in the name: "E 470", "e-470" and "L+G E470 Series 3" have E470, E4701 has
    /// not.
    bool hasModel(const QString &model) const;
    /// One of the words is \a maker, or the beginning of it, or begins with it: "Iskra" and
    /// "Iskraemeco" are the same.
    bool hasMaker(const QString &maker) const;

    /// \a identification, as a meter sends it, with or without its slash, begins with \a pattern,
    /// which has none. A `?` stands for any character; case does not matter; escapes (`\2` of mode
    /// E) are passed over.
    static bool fitsIdentification(QByteArrayView identification, QByteArrayView pattern);

private:
    QStringList m_words;
};

} // namespace optoscope
