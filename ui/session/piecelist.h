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
    class const_iterator
    {
    public:
        using iterator_category = std::random_access_iterator_tag;
        using value_type = T;
        using difference_type = std::ptrdiff_t;
        using pointer = const T *;
        using reference = const T &;

        const_iterator() = default;
        const_iterator(const PieceList *list, difference_type index)
            : m_list(list)
            , m_index(index)
        {
        }

        reference operator*() const { return (*m_list)[static_cast<std::size_t>(m_index)]; }
        pointer operator->() const { return &**this; }
        reference operator[](difference_type by) const { return *(*this + by); }
        const_iterator &operator+=(difference_type by)
        {
            m_index += by;
            return *this;
        }
        const_iterator &operator-=(difference_type by) { return *this += -by; }
        const_iterator &operator++() { return *this += 1; }
        const_iterator &operator--() { return *this -= 1; }
        const_iterator operator++(int) { return {m_list, m_index++}; }
        const_iterator operator--(int) { return {m_list, m_index--}; }
        friend const_iterator operator+(const_iterator at, difference_type by) { return at += by; }
        friend const_iterator operator+(difference_type by, const_iterator at) { return at += by; }
        friend const_iterator operator-(const_iterator at, difference_type by) { return at -= by; }
        friend difference_type operator-(const_iterator left, const_iterator right)
        {
            return left.m_index - right.m_index;
        }
        friend bool operator==(const_iterator left, const_iterator right)
        {
            return left.m_index == right.m_index;
        }
        friend auto operator<=>(const_iterator left, const_iterator right)
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
    const_iterator begin() const { return {this, 0}; }
    const_iterator end() const { return {this, static_cast<std::ptrdiff_t>(m_size)}; }

    void push_back(const T &value)
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
