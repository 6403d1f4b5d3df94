// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstddef>
#include <iterator>
#include <vector>

namespace optoscope {

/// A list that grows at its end, in large pieces: growing never moves what is there, as a vector
/// does, and forgetting millions is as quick as forgetting a few, unlike a deque's small pieces.
template <typename T>
class PieceList
{
public:
    class Iterator
    {
    public:
        using iterator_category = std::random_access_iterator_tag;
        using value_type = T;
        using difference_type = std::ptrdiff_t;
        using pointer = const T *;
        using reference = const T &;

        Iterator() = default;
        Iterator(const PieceList *list, difference_type index)
            : m_list(list)
            , m_index(index)
        {
        }

        reference operator*() const { return (*m_list)[static_cast<std::size_t>(m_index)]; }
        pointer operator->() const { return &**this; }
        reference operator[](difference_type by) const { return *(*this + by); }
        Iterator &operator+=(difference_type by)
        {
            m_index += by;
            return *this;
        }
        Iterator &operator-=(difference_type by) { return *this += -by; }
        Iterator &operator++() { return *this += 1; }
        Iterator &operator--() { return *this -= 1; }
        Iterator operator++(int) { return {m_list, m_index++}; }
        Iterator operator--(int) { return {m_list, m_index--}; }
        friend Iterator operator+(Iterator at, difference_type by) { return at += by; }
        friend Iterator operator+(difference_type by, Iterator at) { return at += by; }
        friend Iterator operator-(Iterator at, difference_type by) { return at -= by; }
        friend difference_type operator-(Iterator left, Iterator right)
        {
            return left.m_index - right.m_index;
        }
        friend bool operator==(Iterator left, Iterator right)
        {
            return left.m_index == right.m_index;
        }
        friend auto operator<=>(Iterator left, Iterator right)
        {
            return left.m_index <=> right.m_index;
        }

    private:
        const PieceList *m_list = nullptr;
        difference_type m_index = 0;
    };

    bool empty() const { return m_size == 0; }
    std::size_t size() const { return m_size; }
    const T &operator[](std::size_t index) const { return m_pieces[index / each][index % each]; }
    T &operator[](std::size_t index) { return m_pieces[index / each][index % each]; }
    const T &back() const { return (*this)[m_size - 1]; }
    T &back() { return (*this)[m_size - 1]; }
    Iterator begin() const { return {this, 0}; }
    Iterator end() const { return {this, static_cast<std::ptrdiff_t>(m_size)}; }

    void append(const T &value)
    {
        if (m_size % each == 0) {
            m_pieces.emplace_back();
            m_pieces.back().reserve(each);
        }
        m_pieces.back().push_back(value);
        ++m_size;
    }
    /// Forgets all but the first \a count; there are at least so many.
    void truncate(std::size_t count)
    {
        m_pieces.resize((count + each - 1) / each);
        if (count % each != 0)
            m_pieces.back().resize(count % each);
        m_size = count;
    }
    void clear() { truncate(0); }

private:
    static constexpr std::size_t each = 4096;

    std::vector<std::vector<T>> m_pieces;
    std::size_t m_size = 0;
};

} // namespace optoscope
