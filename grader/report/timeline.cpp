#include "report/timeline.hpp"

#include "report/lanes.hpp"
#include "report/text.hpp"
#include "report/waiting.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace ipclab::report {
namespace {

using Becomes = Row::Becomes;

constexpr std::size_t kNarrowest = 16;     // columns of a lane
constexpr std::size_t kWidestWish = 40;
constexpr std::size_t kMargin = 2;         // sign and blank before the text
constexpr std::size_t kGap = 2;            // between text and the next lane

// What stands in a lane beside which nothing happens.
struct Bar { Becomes state; std::string_view sign; Paint paint; std::string_view means; };
constexpr Bar kBars[] = {
    {Becomes::gone, " ", Paint::plain, ""},
    {Becomes::there, "│", Paint::plain, "is there"},
    {Becomes::asleep, "┊", Paint::dim, "sleeps in the kernel"},
    {Becomes::held, "▐", Paint::unsure, "held by the schedule"},
};
const Bar& bar_of(Becomes state) {
  return *std::find_if(std::begin(kBars), std::end(kBars), [&](const Bar& bar) { return bar.state == state; });
}

struct Mark { Row::Kind kind; std::string_view sign; Paint sign_paint, text_paint; };
constexpr Mark kMarks[] = {
    {Row::Kind::starts, "┬", Paint::plain, Paint::plain},     {Row::Kind::acts, "●", Paint::strong, Paint::plain},
    {Row::Kind::held, "▐", Paint::unsure, Paint::unsure},     {Row::Kind::asleep, "●", Paint::strong, Paint::plain},
    {Row::Kind::woken, "│", Paint::plain, Paint::good},       {Row::Kind::prints, "│", Paint::plain, Paint::plain},
    {Row::Kind::signalled, "│", Paint::plain, Paint::bad},    {Row::Kind::ends, "┴", Paint::plain, Paint::plain},
};
const Mark& mark_of(Row::Kind kind) {
  return *std::find_if(std::begin(kMarks), std::end(kMarks), [&](const Mark& mark) { return mark.kind == kind; });
}

// One line of the picture, column by column.
class Line {
 public:
  explicit Line(std::size_t width) : cells_(width, {" ", Paint::plain}) {}

  void put(std::size_t column, std::string_view text, Paint paint) {
    for (std::size_t at = 0; at < text.size() && column < cells_.size(); ++column) {
      std::size_t length = 1;
      while (at + length < text.size() && (static_cast<unsigned char>(text[at + length]) & 0xc0U) == 0x80U) ++length;
      cells_[column] = {std::string(text.substr(at, length)), paint};
      at += length;
    }
  }
  [[nodiscard]] bool blank(std::size_t column) const { return column < cells_.size() && cells_[column].first == " "; }

  [[nodiscard]] std::string text(const Style& style) const {
    std::size_t end = cells_.size();
    while (end > 0 && cells_[end - 1].first == " ") --end;
    std::string result;
    for (std::size_t at = 0; at < end;) {
      std::string run;
      const Paint paint = cells_[at].second;
      for (; at < end && cells_[at].second == paint; ++at) run += cells_[at].first;
      result += paint == Paint::plain ? run : painted(style, paint, run);
    }
    return result + "\n";
  }

 private:
  std::vector<std::pair<std::string, Paint>> cells_;
};

class Picture {
 public:
  Picture(const Rows& rows, bool for_ever, const Style& style)
      : rows_(rows), for_ever_(for_ever), style_(style), states_(rows.lanes.size(), Becomes::gone) {
    if (!rows.lanes.empty() && rows.lanes.front().who == "grader") states_.front() = Becomes::there;
    lay_out();
  }

  std::string draw() {
    heads();
    for (const Row& row : rows_.rows) {
      if (row.drawn) draw(row);
      change(row);
    }
    last_bars();
    return rows_.rows.empty() ? "" : legend() + text_;
  }

 private:
  // Each lane as wide as its words ask for, until that is too much for the terminal: then the widest give way.
  void lay_out() {
    std::vector<std::size_t> widths;
    for (const Lane& lane : rows_.lanes) widths.push_back(std::max(columns(lane.who), std::min(columns(lane.what), kNarrowest)) + kMargin + kGap);
    for (const Row& row : rows_.rows)
      if (in_lane(row) && row.drawn)
        widths[row.lane] = std::max(widths[row.lane], std::min(columns(words(row)), kWidestWish) + kMargin + kGap);
    std::size_t sum = 0;
    for (const std::size_t width : widths) sum += width;
    for (; sum > style_.width + kGap; --sum) {
      const auto widest = std::max_element(widths.begin(), widths.end());
      if (*widest <= 8) break;
      --*widest;
    }
    std::size_t at = 0;
    for (const std::size_t width : widths) {
      begins_.push_back(at);
      at += width;
    }
    begins_.push_back(at);
  }

  static bool in_lane(const Row& row) { return row.kind != Row::Kind::time && row.kind != Row::Kind::again && row.kind != Row::Kind::cut; }
  static std::string words(const Row& row) { return row.times > 1 ? row.text + " ×" + std::to_string(row.times) : row.text; }
  [[nodiscard]] std::size_t room(std::size_t lane) const { return begins_[lane + 1] - begins_[lane] - kMargin - kGap; }

  // "hold store.hpp:112" in pieces that can stand below each other, each with what may follow it on its line.
  static std::vector<std::string> pieces_of(const std::string& text, std::size_t width) {
    std::vector<std::string> pieces;
    for (std::size_t at = 0; at < text.size();) {
      std::size_t end = std::min(text.find(' ', at), text.size() - 1) + 1;
      while (end - at > width) {  // "pthread_", "create"; "store.hpp", ":112"
        auto joint = text.find_last_of("_:", at + width);
        if (joint == std::string::npos || joint <= at) break;
        if (text[joint] == '_' && joint < at + width) ++joint;
        pieces.push_back(text.substr(at, joint - at));
        at = joint;
      }
      pieces.push_back(text.substr(at, end - at));
      at = end;
    }
    return pieces;
  }

  static std::vector<std::string> put_together(const std::string& text, std::size_t width) {
    std::vector<std::string> lines{""};
    for (const std::string& piece : pieces_of(text, width)) {
      const auto blank = piece.ends_with(' ') ? 1U : 0U;
      if (!lines.back().empty() && columns(lines.back()) + columns(piece) - blank > width) lines.emplace_back();
      lines.back() += piece;
    }
    std::vector<std::string> fitting;
    for (std::string& line : lines) {
      line.erase(line.find_last_not_of(' ') + 1);
      for (std::string& part : wrapped(line, width)) fitting.push_back(std::move(part));
    }
    return fitting;
  }

  // Where room is short, who called goes first; then what a family of calls begins with: "mutex_lock :12".
  static std::vector<std::string> fitted(std::string text, std::size_t width) {
    constexpr std::string_view kFamily = "pthread_";
    if (columns(text) > width)
      if (const auto from = text.find(kFrom); from != std::string::npos) text.erase(from, text.find_first_not_of("0123456789", from + kFrom.size()) - from);
    const auto at = text.find(kFamily);
    const bool says_enough = at != std::string::npos && text.substr(at + kFamily.size(), text.find(' ', at) - at - kFamily.size()).find('_') != std::string::npos;
    if (says_enough && columns(text) > width) text.erase(at, kFamily.size());
    return put_together(text, width);
  }

  Line bars() {
    Line line(style_.width);
    for (std::size_t i = 0; i < states_.size(); ++i) {
      const Bar& bar = bar_of(states_[i]);
      line.put(begins_[i], bar.sign, bar.paint);
      used_.insert(states_[i]);
    }
    return line;
  }

  void heads() {
    std::vector<std::vector<std::string>> cells;
    std::size_t most = 0;
    for (std::size_t i = 0; i < rows_.lanes.size(); ++i) {
      const std::size_t width = room(i) + kMargin;
      cells.push_back(wrapped(clean(rows_.lanes[i].who), width));
      if (!rows_.lanes[i].what.empty())
        for (std::string& more : wrapped(clean(rows_.lanes[i].what), width)) cells.back().push_back(std::move(more));
      most = std::max(most, cells.back().size());
    }
    for (std::size_t row = 0; row < most; ++row) {
      Line line(style_.width);
      for (std::size_t i = 0; i < cells.size(); ++i)
        if (row < cells[i].size()) line.put(begins_[i], cells[i][row], row == 0 ? Paint::strong : Paint::dim);
      text_ += line.text(style_);
    }
  }

  void draw(const Row& row) {
    if (!in_lane(row)) return across(row);
    const Mark& mark = mark_of(row.kind);
    const std::size_t width = std::max<std::size_t>(room(row.lane), 4);
    const auto lines = row.kind == Row::Kind::prints ? wrapped(words(row), width) : fitted(words(row), width);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      Line line = bars();
      const std::size_t at = begins_[row.lane];
      if (i == 0) {
        const bool moved = row.kind == Row::Kind::asleep && row.text.starts_with("sleeps");
        const bool drowsy = (row.kind == Row::Kind::signalled || row.kind == Row::Kind::prints) && states_[row.lane] != Becomes::gone;
        if (moved) line.put(at, bar_of(Becomes::asleep).sign, Paint::dim);
        else if (!drowsy) line.put(at, mark.sign, mark.sign_paint);
      } else {
        change(row);
        line = bars();
      }
      line.put(at + kMargin, lines[i], mark.text_paint);
      if (i == 0 && row.from && *row.from != row.lane) arrow(line, *row.from, row.lane, columns(lines[0]));
      text_ += line.text(style_);
    }
  }

  // From the one who made it happen to the one to whom it did; lanes between are crossed.
  void arrow(Line& line, std::size_t from, std::size_t to, std::size_t length) {
    if (states_[from] == Becomes::gone) return;
    const std::size_t begin = from < to ? begins_[from] + 1 : begins_[to] + kMargin + length + 1;
    const std::size_t end = from < to ? begins_[to] - 1 : begins_[from];
    if (begin + 1 >= end) return;
    for (std::size_t at = begin; at < end; ++at)
      if (line.blank(at)) line.put(at, "─", Paint::dim);
    if (from < to) line.put(end - 1, "▶", Paint::dim);
    else line.put(begin, "◀", Paint::dim);
  }

  // Who is still there, and sleeps.
  void last_bars() {
    if (std::find(states_.begin(), states_.end(), Becomes::asleep) == states_.end()) return;
    Line line = bars();
    for (std::size_t i = 0; i < states_.size(); ++i)
      if (for_ever_ && states_[i] == Becomes::asleep) line.put(begins_[i] + kMargin, "for ever", Paint::bad);
    text_ += line.text(style_);
  }

  void across(const Row& row) {
    if (row.kind == Row::Kind::time) {
      text_ += painted(style_, Paint::dim, "── " + clean(row.text) + " ──") + "\n";
      return;
    }
    Line line = bars();
    const std::string note = "⋮ " + row.text;
    line.put(begins_.size() > 2 ? begins_[1] - 2 : kMargin, "  " + note + "  ", Paint::dim);
    text_ += line.text(style_);
  }

  void change(const Row& row) {
    if (!in_lane(row)) return;
    if (row.becomes != Becomes::same) states_[row.lane] = row.becomes;
    for (const std::size_t lane : row.also_gone) states_[lane] = Becomes::gone;
  }

  [[nodiscard]] std::string legend() const {
    std::string text = "Time runs downwards.";
    for (const Bar& bar : kBars)
      if (!bar.means.empty() && used_.contains(bar.state)) text += "  " + std::string(bar.sign) + " " + std::string(bar.means);
    std::string result;
    for (const std::string& line : wrapped(text, style_.width)) result += painted(style_, Paint::dim, line) + "\n";
    return result + "\n";
  }

  const Rows& rows_;
  bool for_ever_;                     // who sleeps at the end will never wake
  const Style& style_;
  std::vector<Becomes> states_;
  std::set<Becomes> used_;
  std::vector<std::size_t> begins_;   // of each lane, and where the last one ends
  std::string text_;
};

std::string outcome(const check::CheckResult& result, const Style& style) {
  std::string head = std::string(sign(result.verdict)) + " ";
  if (result.verdict == check::Verdict::passed) head += "kept: " + result.program + " " + result.says;
  else if (result.verdict == check::Verdict::failed) head += "broken: " + result.program + " " + result.says;
  else head += std::string(name(result.verdict)) + ": " + result.because;
  std::string text;
  for (const std::string& line : wrapped(clean(head), style.width - 2))
    text += (text.empty() ? "" : "  ") + painted(style, paint_of(result.verdict), line) + "\n";
  if (!result.finding) return text;
  const check::Finding& finding = *result.finding;
  text += block(clean(finding.happened), 2, style.width);
  text += waiting_table(finding, 2, style.width);
  for (const std::string& note : finding.notes) text += block(clean(note), 2, style.width);
  if (finding.expected) text += block("promised: " + clean(*finding.expected), 2, style.width, 10);
  if (finding.actual) text += block((finding.expected ? "printed:  " : "printed so far: ") + clean(finding.actual->empty() ? "nothing" : *finding.actual), 2, style.width, 10);
  return text;
}

}  // namespace

std::string timeline_text(const schedule::Timeline& timeline, const check::CheckResult& result, const Style& style) {
  const Rows rows = arrange(timeline, std::max<std::size_t>(1, style.width / kNarrowest));
  const bool for_ever = result.finding && result.finding->symptom.kind == check::Symptom::Kind::stuck;
  std::string text = Picture(rows, for_ever, style).draw();
  if (!rows.left_out.empty()) {
    std::string who;
    for (const std::string& one : rows.left_out) who += (who.empty() ? "" : ", ") + clean(one);
    text += block("Not drawn, for lack of room: " + who + ".", 0, style.width, 2);
  }
  return text + (text.empty() ? "" : "\n") + outcome(result, style);
}

}  // namespace ipclab::report
