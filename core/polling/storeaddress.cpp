// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/polling/storeaddress.h"

#include <QUrlQuery>

namespace optoscope {

QString StoreAddress::toText() const
{
    return kind == Kind::File ? file : withoutPassword().toDisplayString();
}

QUrl StoreAddress::withoutPassword() const
{
    QUrl shown = url;
    shown.setPassword({});
    QUrlQuery query(url);
    query.removeAllQueryItems(u"password"_qs);
    shown.setQuery(query.isEmpty() ? QString() : query.query(QUrl::FullyEncoded));
    return shown;
}

std::optional<StoreAddress> parseStoreAddress(const QString &text)
{
    const QString trimmed = text.trimmed();
    const auto isScheme = [&](const QString &scheme) {
        return trimmed.startsWith(scheme, Qt::CaseInsensitive);
    };
    if (isScheme(u"postgresql://"_qs) || isScheme(u"postgres://"_qs)) {
        QUrl url(trimmed, QUrl::StrictMode);
        if (!url.isValid() || url.path().size() < 2)
            return {};
        url.setScheme(u"postgresql"_qs);
        return StoreAddress{StoreAddress::Kind::Server, {}, url};
    }
    const QString file = isScheme(u"sqlite:"_qs) ? trimmed.mid(7) : trimmed;
    if (file.isEmpty() || file.contains(u"://"_qs))
        return {};
    return StoreAddress{StoreAddress::Kind::File, file, {}};
}

} // namespace optoscope
