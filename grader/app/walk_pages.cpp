#include "app/walk_pages.hpp"

#include "posix/error.hpp"
#include "report/waiting.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace ipclab::app {
namespace {

using report::block;
using report::Paint;
using report::painted;
using report::Style;
using walk::Observation;
using walk::Path;
using walk::Standing;
using walk::Station;

constexpr std::size_t kMostLines = 24;  // of an output

std::string heading(const std::string& left, const std::string& right, const Style& style) {
  const std::size_t used = report::columns(left) + report::columns(right);
  const std::string gap(used + 2 < style.width ? style.width - used : 2, ' ');
  return "\n" + painted(style, Paint::strong, left) + gap + painted(style, Paint::dim, right) + "\n\n";
}

std::size_t number_of(const Path& path, const Station& station) {
  return static_cast<std::size_t>(&station - path.stations.data()) + 1;
}

std::size_t number_of(const Station& station, const std::string& choice) {
  return static_cast<std::size_t>(station.choice(choice) - station.choices.data()) + 1;
}

std::string indented_output(const std::string& out, const Style& style) {
  std::string text;
  std::size_t lines = 0;
  for (std::size_t at = 0; at < out.size(); ++lines) {
    const auto end = std::min(out.find('\n', at), out.size());
    if (lines == kMostLines) {
      return text + block("… and so on", 6, style.width);
    }
    text += block(report::clean(out.substr(at, end - at)), 6, style.width, 2);
    at = end + 1;
  }
  return text;
}

// Lines that are numbers become bars, the others stay as they are. One number alone is no picture.
std::string drawn_output(const std::string& out, const Style& style) {
  if (walk::numbers_in(out).size() < 2) return indented_output(out, style);
  std::string other;
  for (std::size_t at = 0; at < out.size();) {
    const auto end = std::min(out.find('\n', at), out.size());
    const std::string line = out.substr(at, end - at);
    if (walk::numbers_in(line).empty()) other += line + "\n";
    at = end + 1;
  }
  return indented_output(other, style) + bars(walk::numbers_in(out), 6, style);
}

std::string end_in_words(const Observation& seen) {
  switch (seen.end) {
    case Observation::End::exited: return fmt::format("It ended by itself, with exit status {}.", seen.status);
    case Observation::End::killed: return fmt::format("It was ended by {}.", posix::signal_name(seen.status));
    case Observation::End::asleep: return "It sleeps, and nobody can ever wake it:";
    case Observation::End::endless: return seen.because;
    case Observation::End::undecided: return "What it does could not be decided: " + seen.because + ".";
  }
  return "";
}

std::string observation_text(const Station& station, const Observation& seen, const Style& style) {
  std::string text;
  if (!seen.out.empty()) text += "    It printed:\n" + (station.drawn ? drawn_output(seen.out, style) : indented_output(seen.out, style));
  else text += "    It printed nothing.\n";
  if (station.run == walk::Run::measured)
    for (const std::string& ratio : walk::ratios(station, seen)) text += block(report::clean(ratio), 6, style.width, 2);
  if (!seen.err.empty()) text += "    On standard error:\n" + indented_output(seen.err, style);
  text += block(report::clean(end_in_words(seen)), 4, style.width);
  if (!seen.waiting.empty()) {
    check::Finding finding;
    finding.waiting = seen.waiting;
    text += report::waiting_table(finding, 4, style.width);
  }
  return text;
}

std::string numbered(const Station& station, const std::string& id, const Style& style) {
  return block(fmt::format("{}  {}", number_of(station, id), report::clean(station.choice(id)->text)), 6, style.width, 3);
}

std::string listed(const Station& station, const std::vector<std::string>& ids, const Style& style) {
  std::string text;
  for (const std::string& id : ids) text += numbered(station, id, style);
  return text;
}

// Under schedules: how often each of the choices was what happened, and one run of each that is none of them.
std::string schedules_text(const Station& station, const walk::Shown& shown, const Style& style) {
  std::string text = block(fmt::format("It was run under {}{}{}; what came of it:", shown.sampled ? "" : "all ",
                                       shown.schedules == 1 ? "1 schedule" : fmt::format("{} schedules", shown.schedules),
                                       shown.sampled ? ", a choice of all there are" : " that hold up one of them at a time"), 4, style.width);
  for (const walk::Choice& choice : station.choices) {
    std::size_t times = 0;
    for (const walk::Outcome& outcome : shown.outcomes)
      if (walk::matches(choice.when, outcome.seen)) times += outcome.times;
    if (times > 0) text += block(fmt::format("{:>4} times  {}", times, report::clean(choice.text)), 6, style.width, 12);
  }
  return text;
}

std::string reason_text(const Station& station, const Style& style) {
  return "\n" + block(station.reason, 4, style.width) + "\n" + block("to read: " + station.man, 4, style.width, 2);
}

// A run that is none of the answers: nothing of it is explained.
std::string strange_text(const Station& station, const Observation& odd, const Style& style) {
  const bool known = odd.end != Observation::End::undecided;
  std::string text = painted(style, Paint::unsure, known ? "  ? This is none of the answers that the question offers."
                                                          : "  ? What it does could not be decided here.") + "\n";
  if (station.run == walk::Run::schedules) text += observation_text(station, odd, style);
  return text + block(known ? "So your prediction was neither right nor wrong, and our reason does not fit what your machine has just done. Tell "
                              "whoever gave you this course: our text is wrong here."
                            : "So your prediction was neither right nor wrong.", 4, style.width);
}

std::string sign_of(Standing standing, const Style& style) {
  switch (standing) {
    case Standing::open: return "·";
    case Standing::right: return painted(style, Paint::good, "✓");
    case Standing::repaired: return painted(style, Paint::good, "✓");
    case Standing::wrong: return painted(style, Paint::bad, "✗");
    case Standing::skipped: return painted(style, Paint::dim, "–");
    case Standing::unclear: return painted(style, Paint::unsure, "?");
  }
  return " ";
}

std::string of(int count, const char* one, const char* many) { return fmt::format("{} {}", count, count == 1 ? one : many); }

std::string reset_command(const Path& path, const Station& station) {
  return fmt::format("./ipclab reset {}/experiments/{} brings it back; yours is kept aside.", path.id, station.program);
}

// As somebody would type it; with nothing to add, its file says enough.
std::string run_as(const Station& station) { return station.args.empty() ? "" : fmt::format(", run as `{}`", walk::command_line(station)); }

}  // namespace

std::string bars(const std::vector<walk::Number>& numbers, std::size_t indent, const Style& style) {
  std::size_t label = 0, figure = 0;
  double most = 0;
  std::vector<std::string> figures;
  for (const walk::Number& one : numbers) {
    figures.push_back(fmt::format("{:g} {}", one.value, report::clean(one.unit)));
    label = std::max(label, report::columns(report::clean(one.label)));
    figure = std::max(figure, report::columns(figures.back()));
    most = std::max(most, one.value);
  }
  const std::size_t used = indent + label + 2 + 1 + figure;
  const std::size_t room = used + 4 < style.width ? style.width - used : 4;
  std::string text;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const double share = most > 0 ? std::max(0.0, numbers[i].value) / most : 0;
    auto eighths = static_cast<std::size_t>(std::lround(share * static_cast<double>(room) * 8));
    if (eighths == 0 && numbers[i].value > 0) eighths = 1;
    std::string bar;
    for (; eighths >= 8; eighths -= 8) bar += "█";
    constexpr const char* kParts[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    bar += kParts[eighths];
    text += std::string(indent, ' ') + report::padded(report::clean(numbers[i].label), label + 2) + painted(style, Paint::strong, bar) +
            (bar.empty() ? "" : " ") + figures[i] + "\n";
  }
  return text;
}

std::vector<std::string> choices_in(const Station& station, const std::string& line) {
  std::vector<bool> chosen(station.choices.size());
  bool any = false;
  for (const char c : line) {
    if (c == ' ' || c == ',') continue;
    const int at = c - '1';
    if (at < 0 || at >= static_cast<int>(station.choices.size())) return {};
    chosen[static_cast<std::size_t>(at)] = any = true;
  }
  std::vector<std::string> ids;
  for (std::size_t i = 0; any && i < chosen.size(); ++i)
    if (chosen[i]) ids.push_back(station.choices[i].id);
  if (station.run != walk::Run::schedules && ids.size() > 1) return {};
  return ids;
}

std::string question_page(const Path& path, const Station& station, const Asking& asking, const Style& style) {
  std::string text = heading(fmt::format("{} · {} of {} · {}", path.id, number_of(path, station), path.stations.size(), station.id),
                             asking.again ? "once more" : "predict", style);
  text += block("You may hear: " + station.claim, 2, style.width) + "\n";
  text += block(station.question, 2, style.width) + "\n";
  for (const walk::Choice& choice : station.choices) text += numbered(station, choice.id, style);
  text += "\n" + block("The program: " + walk::source_of(path, station) + run_as(station) + " (o shows it)", 2, style.width, 2);
  if (asking.changed)
    text += block("It is not as it was given, so there is nothing to predict: Enter runs it. " + reset_command(path, station), 2, style.width, 2);
  return text;
}

std::string changed_page(const Path& path, const Station& station, const walk::Shown& shown, const Style& style) {
  std::string text;
  for (const walk::Outcome& outcome : shown.outcomes) {
    text += "\n";
    if (shown.schedules > 1) text += block(fmt::format("In {} of {} schedules:", outcome.times, shown.schedules), 4, style.width);
    text += observation_text(station, outcome.seen, style);
  }
  for (const std::string& note : shown.notes) text += block(note, 4, style.width);
  text += "\n" + painted(style, Paint::unsure, "  ? The program is not as it was given, so this counts for nothing.") + "\n";
  if (!shown.trouble.empty()) text += block(report::clean(shown.trouble), 4, style.width) + indented_output(shown.log, style);
  return text + block(reset_command(path, station), 4, style.width, 2);
}

std::string outcome_page(const Station& station, const walk::Shown& shown, const walk::Recognised& seen, const std::vector<std::string>& predicted,
                         const Style& style) {
  std::string text = "\n";
  if (station.run == walk::Run::schedules) {
    text += schedules_text(station, shown, style);
  } else if (!shown.outcomes.empty()) {
    text += observation_text(station, shown.outcomes.front().seen, style);
  }
  for (const std::string& note : shown.notes) text += block(note, 4, style.width);
  text += "\n";
  if (!seen.strange.empty()) return text + strange_text(station, shown.outcomes.at(seen.strange.front()).seen, style);
  if (predicted == seen.shown) {
    text += painted(style, Paint::good, "  ✓ As you predicted.") + "\n";
  } else if (walk::is_right(seen, predicted)) {
    text += painted(style, Paint::good, "  ✓ Right: it is so close to the border that both answers count.") + "\n";
    text += "    What happened:\n" + listed(station, seen.shown, style);
  } else {
    text += painted(style, Paint::bad, "  ✗ Not as you predicted. You said:") + "\n" + listed(station, predicted, style);
    text += seen.shown.size() > 1 ? "    What can happen:\n" : "    What happened:\n";
    text += listed(station, seen.shown, style);
  }
  if (walk::is_explained(station, seen)) return text + reason_text(station, style);
  const std::string usual = station.run == walk::Run::schedules ? "these can happen:"
                            : station.explains.size() > 1       ? "it is one of these:"
                                                                : "it is this one:";
  return text + "\n" + block("On most machines " + usual, 4, style.width) +
         listed(station, station.explains, style) +
         block("Here it was another way, so our reason for it would explain the wrong thing.", 4, style.width) +
         block("to read: " + station.man, 4, style.width, 2);
}

std::string no_outcome_page(const Station& station, const walk::Shown& shown, const Style& style) {
  std::string text = "\n" + painted(style, Paint::unsure, "  ? It could not be run.") + "\n" + block(report::clean(shown.trouble), 4, style.width) +
                     indented_output(shown.log, style);
  if (!shown.lacking) return text;
  return text + block(station.explains.size() > 1 ? "On a machine that can, all of these happen:" : "On a machine that can, this happens:", 4, style.width) +
         listed(station, station.explains, style) + reason_text(station, style);
}

std::string repair_page(const Path& path, const Station& station, const course::Step& step, const SoFar& so_far, const Style& style) {
  std::string text = heading(fmt::format("{} · {} of {} · step {}, {}", path.id, number_of(path, station), path.stations.size(), step.number, step.name),
                             "repair", style);
  text += block(station.claim, 2, style.width) + "\n";
  text += block(fmt::format("{} (about {} minutes). {}", step.title, step.minutes, step.goal), 2, style.width) + "\n";
  text += fmt::format("    read    labs/{}/README.md\n", path.id);
  for (const std::string& own : step.own) text += fmt::format("    edit    labs/{}/{}\n", path.id, own);
  text += fmt::format("    check   ./ipclab watch {}/{}   in another terminal, or c here\n\n", path.id, step.number);
  return text + so_far_line(so_far);
}

std::string so_far_line(const SoFar& so_far) {
  const std::string broken = so_far.newly_broken == 0 ? "" : fmt::format("; {} newly broken", of(so_far.newly_broken, "promise is", "promises are"));
  return fmt::format("  Repaired so far: {} of {}{}.\n", so_far.repaired, of(so_far.bugs, "mistake", "mistakes"), broken);
}

std::string begin_page(const Path& path, const Style& style) {
  return "\n" + painted(style, Paint::strong, fmt::format("{}: {}", path.id, path.title)) + "\n" + block(path.about, 2, style.width);
}

std::string done_page(const Path& path, const walk::Tally& tally, const Style& style) {
  std::string text = heading(fmt::format("{}: {}", path.id, path.title), tally.all_done() ? "done" : "at its end", style);
  const std::string experiments = of(tally.experiments, "experiment", "experiments");
  text += fmt::format("  {}: {} predicted at the first attempt, {} later.\n", experiments, tally.first, tally.later);
  if (tally.wrong > 0) text += fmt::format("  {} wrong so far: the next time you walk here, {}.\n", tally.wrong, tally.wrong == 1 ? "it comes back" : "they come back");
  if (tally.skipped > 0) text += fmt::format("  {} skipped.\n", tally.skipped);
  if (tally.open > 0) text += fmt::format("  {} still to come, the next time you walk here.\n", tally.open);
  if (tally.unclear > 0) text += fmt::format("  {} showed something that no answer offers.\n", tally.unclear);
  if (tally.steps > 0) text += fmt::format("  {} of {} repaired.\n", tally.repaired, of(tally.steps, "step", "steps"));
  return text;
}

std::string next_path_line(const Path& next, const walk::Tally& tally, bool started, const Style& style) {
  std::string why = next.title;
  if (tally.open == 0) why = tally.wrong == 1 ? "a question of it comes back" : fmt::format("{} questions of it come back", tally.wrong);
  else if (started) why = of(tally.open, "station of it is still to come", "stations of it are still to come");
  return block(fmt::format("Next: {} ({}).", next.id, why), 2, style.width);
}

std::string stations_page(const Path& path, const walk::Journal& journal, const walk::Repaired& repaired, const Style& style) {
  std::string text = "\n" + painted(style, Paint::strong, fmt::format("{}: {}", path.id, path.title)) + "\n";
  for (const Station& station : path.stations) {
    const std::string name = station.is_repair() ? fmt::format("repair step {}", station.step) : station.id;
    const std::string sign = sign_of(standing_of(path, station, journal, repaired), style);
    text += fmt::format("  {:>2} {} {}", number_of(path, station), sign, report::padded(name, 22));
    const auto claim = report::wrapped(station.claim, style.width > 52 ? style.width - 32 : 20);
    text += claim.front() + (claim.size() > 1 ? " …\n" : "\n");
  }
  return text + "  ✓ right   ✗ wrong, comes back   – skipped   ? unclear   · still to come\n";
}

std::string paths_page(const std::vector<Path>& paths, const walk::Journal& journal, const walk::Repaired& repaired, const Style& style) {
  std::string text = painted(style, Paint::strong, "The walk: predict, run, explain, repair") + "\n\n";
  text += painted(style, Paint::dim, fmt::format("  {:<40}{:>10}{:>13}{:>12}", "", "right", "to come back", "repaired")) + "\n";
  const auto part = [](int some, int all) { return fmt::format("{} of {}", some, all); };
  for (const Path& path : paths) {
    const walk::Tally tally = walk::tally(path, journal, repaired);
    std::string line = fmt::format("{} {}{}{:>10}{:>13}", path.id == journal.at() ? ">" : " ", report::padded(path.id, 13), report::padded(path.title, 27),
                                   part(tally.first + tally.later, tally.experiments), tally.wrong > 0 ? std::to_string(tally.wrong) : "");
    if (tally.steps > 0) line += fmt::format("{:>12}", part(tally.repaired, tally.steps));
    while (line.ends_with(' ')) line.pop_back();
    text += line + "\n";
  }
  return text;
}

std::string source_page(const Path& path, const Station& station, const std::string& source, const Style& style) {
  std::string text = "\n" + painted(style, Paint::strong, walk::source_of(path, station)) + run_as(station) + "\n";
  std::size_t line = 0;
  for (std::size_t at = 0; at < source.size();) {
    const auto end = std::min(source.find('\n', at), source.size());
    text += fmt::format("{:>3} {}\n", ++line, report::clean(source.substr(at, end - at)));
    at = end + 1;
  }
  return text;
}

std::string keys_page(const Station& station, bool changed) {
  constexpr const char* kEverywhere =
      "  l       the stations of this path; a number there goes to one of them\n"
      "  q       leave; the next ./ipclab walk goes on here\n"
      "  ?       this\n";
  if (station.is_repair())
    return std::string("\n  c       checks the step and shows what is wrong with it\n"
                       "  Enter   looks whether it is repaired, as by a check in another terminal\n"
                       "  s       goes on without it\n") + kEverywhere;
  return std::string("\n") +
         (changed                               ? "  Enter   runs the program as you have changed it\n"
          : station.run == walk::Run::schedules ? "  1 3     your prediction: the numbers of all that can happen, then Enter\n"
                                                : "  1 2 …   your prediction: the number of an answer, then Enter\n") +
         "  o       the program that is run: read it before you predict\n"
         "  s       go on without this one\n" + kEverywhere;
}

}  // namespace ipclab::app
