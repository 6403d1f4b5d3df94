// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/iec62056/message.h"
#include "core/trace/tracesearch.h"

namespace optoscope {

/// What the person looks for, as it was typed and chosen.
struct SearchWish {
    enum class What : quint8 { Text, Hex, Errors, Pauses, Messages };

    What what = What::Text;
    QString text; ///< letters, hexadecimal digits, or the length of a pause
    bool cases = false; ///< capital and small letters differ
    SearchQuery::Sides sides = SearchQuery::Sides::Both;
    MessageKind kind = MessageKind::data; ///< of messages

    /// The text matters.
    bool isTyped() const { return what != What::Errors && what != What::Messages; }
    friend bool operator==(const SearchWish &, const SearchWish &) = default;
};

/// The query, or what is wrong with the wish, in words. Not for messages: those are not looked for
/// among characters.
std::variant<SearchQuery, QString> queryOf(const SearchWish &wish);

} // namespace optoscope
