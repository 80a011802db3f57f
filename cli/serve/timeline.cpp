#include "cli/serve/timeline.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <map>

#include "cli/serve/page_frame.h"

namespace assay::cli {
namespace {

constexpr int height = 72, plot_width = 480;

/// Months since the year 0.
int month_number(const std::string& month) {
    return std::stoi(month.substr(0, 4)) * 12 + std::stoi(month.substr(5, 2)) - 1;
}

std::string month_name(int number) {
    const std::string month = std::to_string(101 + number % 12).substr(1);
    return std::to_string(10'000 + number / 12).substr(1) + "-" + month;
}

void write_column(Html& html, double x, double width, double share) {
    const double tall = std::max(2.0, share * (height - 4));
    const auto shown = [](double value) {
        std::string text = std::to_string(value);
        return text.substr(0, text.find('.') + 2);
    };
    html.raw("<rect class=\"column\"")
        .attribute("x", shown(x))
        .attribute("y", shown(height - tall))
        .attribute("width", shown(std::max(1.0, width - 1)))
        .attribute("height", shown(tall))
        .raw("/>");
}

void write_table(Html& html, const Timeline& timeline, const std::vector<query::FacetCount>& rows) {
    html.raw("<details><summary>")
        .text(timeline.label)
        .raw(
            " as a table</summary><table><thead><tr>"
            "<th scope=\"col\">When</th><th scope=\"col\">")
        .text(timeline.unit_several)
        .raw("</th></tr></thead><tbody>");
    for (const query::FacetCount& row : rows)
        html.raw("<tr><th scope=\"row\">")
            .text(row.value)
            .raw("</th><td>")
            .number(row.count)
            .raw("</td></tr>");
    html.raw("</tbody></table></details>");
}

}  // namespace

void write_timeline(Html& html, const Timeline& timeline) {
    if (timeline.months.empty()) return;
    const std::string first_year = timeline.months.front().value.substr(0, 4),
                      last_year = timeline.months.back().value.substr(0, 4);
    const bool by_month = first_year == last_year;
    const int first = month_number(first_year + "-01"), last = month_number(last_year + "-12");
    constexpr int most_months = 12 * 60;  // more years than columns fit: only their sums
    const bool narrow = last - first >= most_months;
    std::map<std::string, std::size_t> years;
    std::map<int, std::size_t> months;
    std::size_t most = 1;
    for (const query::FacetCount& each : timeline.months) {
        std::size_t& year = years[each.value.substr(0, 4)];
        year += each.count;
        months[month_number(each.value)] = each.count;
        most = std::max(most, narrow ? year : each.count);
    }
    const double month_width = static_cast<double>(plot_width) / (last - first + 1);
    html.raw("<figure class=\"timeline\"><figcaption>")
        .text(timeline.label)
        .raw(
            "</figcaption>"
            "<svg role=\"group\" viewBox=\"0 0 480 72\" preserveAspectRatio=\"none\"")
        .attribute("aria-label", timeline.label)
        .raw(">");
    const auto begin_group = [&](const std::string& time, std::size_t count, double x,
                                 double width) {
        const std::string address = count > 0 && timeline.address ? timeline.address(time) : "";
        const std::string label =
            time + ": " + counted(count, timeline.unit_one, timeline.unit_several);
        if (address.empty()) html.raw("<g role=\"img\"");
        else html.raw("<a").attribute("href", address).attribute("data-time", time);
        html.attribute("aria-label", label)
            .raw("><title>")
            .text(label)
            .raw(
                "</title>"
                "<rect class=\"ground\" y=\"0\" height=\"72\"")
            .attribute("x", std::to_string(x))
            .attribute("width", std::to_string(width))
            .raw("/>");
        return address.empty();
    };
    std::vector<query::FacetCount> rows;
    if (by_month) {
        for (int month = first; month <= last; ++month) {
            const std::size_t count = months.contains(month) ? months[month] : 0;
            const double x = (month - first) * month_width;
            const bool plain = begin_group(month_name(month), count, x, month_width);
            if (count > 0)
                write_column(html, x, month_width,
                             static_cast<double>(count) / static_cast<double>(most));
            html.raw(plain ? "</g>" : "</a>");
            if (count > 0) rows.push_back({month_name(month), count});
        }
    } else {
        for (int january = first; january <= last; january += 12) {
            const std::string year = month_name(january).substr(0, 4);
            const std::size_t count = years.contains(year) ? years[year] : 0;
            const double x = (january - first) * month_width;
            const bool plain = begin_group(year, count, x, 12 * month_width);
            for (int month = january; month < january + 12 && !narrow; ++month)
                if (months.contains(month))
                    write_column(html, (month - first) * month_width, month_width,
                                 static_cast<double>(months[month]) / static_cast<double>(most));
            if (narrow && count > 0)
                write_column(html, x, 12 * month_width,
                             static_cast<double>(count) / static_cast<double>(most));
            html.raw(plain ? "</g>" : "</a>");
            if (count > 0) rows.push_back({year, count});
        }
    }
    html.raw("</svg><p class=\"ends\" aria-hidden=\"true\"><span>")
        .text(by_month ? first_year + "-01" : first_year)
        .raw("</span><span>")
        .text(by_month ? last_year + "-12" : last_year)
        .raw("</span></p>");
    write_table(html, timeline, rows);
    html.raw("</figure>");
}

void write_calendar(Html& html, const std::vector<query::FacetCount>& days, const std::string& last,
                    std::size_t weeks) {
    using namespace std::chrono;
    const sys_days end{year(std::stoi(last.substr(0, 4))) / std::stoi(last.substr(5, 2)) /
                       std::stoi(last.substr(8, 2))};
    std::map<std::string, std::size_t> counts;
    for (const query::FacetCount& day : days) counts[day.value] = day.count;
    const sys_days monday =
        end - std::chrono::days((weekday(end).iso_encoding() - 1) + 7 * (weeks - 1));
    std::size_t total = 0, most = 1;
    std::vector<std::pair<std::string, std::size_t>> shown;
    for (sys_days day = monday; day <= end; day += std::chrono::days(1)) {
        const year_month_day date(day);
        std::string name = std::to_string(10'000 + static_cast<int>(date.year())).substr(1) + "-" +
                           std::to_string(100 + static_cast<unsigned>(date.month())).substr(1) +
                           "-" + std::to_string(100 + static_cast<unsigned>(date.day())).substr(1);
        const std::size_t count = counts.contains(name) ? counts[name] : 0;
        total += count;
        most = std::max(most, count);
        shown.emplace_back(std::move(name), count);
    }
    const std::string label =
        counted(total, "note", "notes") + " in the last " + std::to_string(weeks) + " weeks";
    html.raw("<figure class=\"calendar\"><figcaption>")
        .text(label)
        .raw("</figcaption><svg role=\"img\"")
        .attribute("viewBox", "0 0 " + std::to_string(weeks * 10) + " 70")
        .attribute("aria-label", label)
        .raw(">");
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const auto& [name, count] = shown[i];
        const std::size_t shade =
            count == 0 ? 0 : 1 + 3 * (count - 1) / std::max<std::size_t>(1, most);
        html.raw("<rect width=\"8\" height=\"8\"")
            .attribute("x", std::to_string(i / 7 * 10))
            .attribute("y", std::to_string(i % 7 * 10))
            .attribute("class", "day day-" + std::to_string(shade))
            .raw("><title>")
            .text(name + ": " + counted(count, "note", "notes"))
            .raw("</title></rect>");
    }
    html.raw("</svg></figure>");
}

}  // namespace assay::cli
