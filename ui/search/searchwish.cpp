// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/search/searchwish.h"

#include "ui/bytes/timetext.h"
#include "ui/texts/viewtexts.h"

namespace optoscope {

std::variant<SearchQuery, QString> queryOf(const SearchWish &wish)
{
    SearchQuery query;
    query.sides = wish.sides;
    if (wish.what == SearchWish::What::Errors) {
        query.what = SearchQuery::What::Damaged;
        return query;
    }
    if (wish.what == SearchWish::What::Pauses) {
        query.what = SearchQuery::What::Pause;
        const std::optional<nanoseconds> pause = timetext::durationFrom(wish.text);
        if (!pause || pause->count() < 0)
            return texts::pauseErrorText(wish.text);
        query.pause = *pause;
        return query;
    }
    const auto pattern = wish.what == SearchWish::What::Hex
        ? patternFromHex(wish.text)
        : patternFromText(wish.text, wish.cases ? Qt::CaseSensitive : Qt::CaseInsensitive);
    if (const auto *error = std::get_if<PatternError>(&pattern))
        return texts::patternErrorText(*error, wish.text);
    query.pattern = std::get<BytePattern>(pattern);
    return query;
}

} // namespace optoscope
