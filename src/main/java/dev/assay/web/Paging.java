package dev.assay.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One page of a long list.
///
/// @param page from 1
/// @param from the place of the first row shown, from 1; 0 where there is none
/// @param previous a link, or null on the first page
/// @param next a link, or null on the last page
public record Paging<T>(
    List<T> rows,
    int page,
    int pages,
    int from,
    int total,
    @Nullable String previous,
    @Nullable String next) {

  static <T> Paging<T> of(List<T> all, Query query, int size) {
    int pages = Math.max(1, (all.size() + size - 1) / size);
    int page = Math.min(query.number("page", 1, 1_000_000), pages);
    int start = (page - 1) * size;
    return new Paging<>(
        List.copyOf(all.subList(start, Math.min(all.size(), start + size))),
        page,
        pages,
        all.isEmpty() ? 0 : start + 1,
        all.size(),
        page == 1 ? null : query.with("page", page == 2 ? null : String.valueOf(page - 1)),
        page == pages ? null : query.with("page", String.valueOf(page + 1)));
  }

  <R> Paging<R> map(Function<? super T, ? extends R> row) {
    return new Paging<>(
        rows.stream().<R>map(row).toList(), page, pages, from, total, previous, next);
  }

  /// `51–100 of 300`
  public String range() {
    return total == 0
        ? "none"
        : Numbers.count(from)
            + "–"
            + Numbers.count(from + rows.size() - 1)
            + " of "
            + Numbers.count(total);
  }
}
