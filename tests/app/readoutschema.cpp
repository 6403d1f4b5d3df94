// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/readoutschema.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;

namespace optoscope::cli {

namespace {

bool isOneOf(const QJsonValue &value, const QList<QJsonValue::Type> &types)
{
    return types.contains(value.type());
}

/// The object has exactly \a keys.
void verifyKeys(const QJsonValue &value, QStringList keys)
{
    QVERIFY(value.isObject());
    QStringList present = value.toObject().keys();
    keys.sort();
    present.sort();
    QCOMPARE(present, keys);
}

void verifyCheck(const QJsonValue &check)
{
    if (check.isNull())
        return;
    verifyKeys(check, {u"kind"_qs, u"ok"_qs, u"expected"_qs, u"received"_qs});
    QVERIFY((QStringList{u"xor"_qs, u"sum7"_qs, u"crc16"_qs, u"none"_qs, u"wrong"_qs}.contains(
        check[u"kind"].toString())));
    QVERIFY(isOneOf(check[u"ok"], {QJsonValue::Bool, QJsonValue::Null}));
}

/// The parts of a document that say what a meter sent.
void verifyContent(const QJsonObject &document)
{
    if (!document[u"identification"].isNull())
        verifyKeys(document[u"identification"],
                   {u"raw"_qs, u"manufacturer"_qs, u"company"_qs, u"baudCharacter"_qs,
                    u"proposedBaud"_qs, u"escapes"_qs, u"device"_qs});
    QVERIFY(isOneOf(document[u"mode"], {QJsonValue::String, QJsonValue::Null}));
    QVERIFY(isOneOf(document[u"baud"], {QJsonValue::Double, QJsonValue::Null}));
    verifyCheck(document[u"check"]);
    for (const QJsonValue &set : document[u"dataSets"].toArray()) {
        QVERIFY(set[u"address"].isString());
        QVERIFY(set[u"value"].isString());
        QVERIFY(set[u"unit"].isString());
        QVERIFY(isOneOf(set[u"star"], {QJsonValue::Bool, QJsonValue::Undefined}));
        QVERIFY(isOneOf(set[u"name"], {QJsonValue::String, QJsonValue::Null}));
        QVERIFY(isOneOf(set[u"number"], {QJsonValue::Double, QJsonValue::Null}));
        QVERIFY(isOneOf(set[u"time"], {QJsonValue::String, QJsonValue::Null}));
    }
}

/// The parts of a document that say what happened.
void verifyCourse(const QJsonObject &document)
{
    for (const QJsonValue &message : document[u"messages"].toArray()) {
        verifyKeys(message,
                   {u"kind"_qs, u"by"_qs, u"atMs"_qs, u"offset"_qs, u"length"_qs, u"check"_qs});
        verifyCheck(message[u"check"]);
    }
    verifyKeys(document[u"timing"],
               {u"reactionMs"_qs, u"dataReactionMs"_qs, u"longestGapMs"_qs, u"seconds"_qs});
    verifyKeys(document[u"line"], {u"class"_qs, u"confidence"_qs, u"baud"_qs, u"format"_qs});
    for (const QJsonValue &finding : document[u"findings"].toArray())
        verifyKeys(finding, {u"id"_qs, u"severity"_qs, u"blame"_qs, u"atMs"_qs, u"offset"_qs});
}

} // namespace

void verifySchema(const QJsonObject &document)
{
    verifyKeys(document,
               {u"identification"_qs, u"mode"_qs, u"baud"_qs, u"check"_qs, u"dataSets"_qs,
                u"messages"_qs, u"timing"_qs, u"line"_qs, u"findings"_qs});
    verifyContent(document);
    verifyCourse(document);
}

} // namespace optoscope::cli
