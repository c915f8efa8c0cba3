// The walkthrough without a terminal and without programs: how a path is read, by what an outcome is known, and who comes next.
#include "course/malformed.hpp"
#include "course/selection.hpp"
#include "support/catch.hpp"
#include "support/sample_course.hpp"
#include "walk/itinerary.hpp"
#include "walk/observation.hpp"

#include <csignal>

using namespace ipclab;
using namespace ipclab::walk;
using Texts = std::vector<std::string>;

namespace {

std::string experiment(const std::string& name, const std::string& more = "") {
  return "  - experiment: " + name + "\n    claim: c\n    question: q\n    explains: [a]\n    reason: r\n    man: \"read(2)\"\n" + more +
         "    choices:\n      - {id: a, text: A, when: {prints: [a]}}\n      - {id: b, text: B, when: {prints: [b]}}\n";
}

Path path_with(const std::string& stations) { return read_path("order: 1\nabout: x\nstations:\n" + stations, "grader/labs/pipe.walk.yaml"); }

std::string trouble_of(const std::string& stations) {
  try {
    (void)path_with(stations);
    return "none";
  } catch (const course::Malformed& trouble) {
    return trouble.what();
  }
}

Observation ended(const std::string& out, int status = 0) {
  Observation seen;
  seen.end = Observation::End::exited;
  seen.status = status;
  seen.out = out;
  return seen;
}

Observation asleep(const std::vector<std::pair<std::string, std::string>>& who) {
  Observation seen;
  seen.end = Observation::End::asleep;
  for (const auto& [name, call] : who) seen.waiting.push_back({name, call, "pipe:[1]", {}, ""});
  return seen;
}

struct Way {
  tests::TemporaryFolder folder;
  Path path = path_with(experiment("one") + experiment("two") + experiment("three") + experiment("four") + experiment("five") + "  - repair: 1\n    say: s\n");
  Journal journal{folder.path() / "walk.json"};
  Sitting sitting = {};
  bool done = false;
  Repaired repaired = [this](const Path&, int) { return done; };

  void answer(const std::string& station, const std::string& choice, const std::string& shown = "a") {
    asked(station);
    journal.add({"pipe/" + station, false, {choice}, shown.empty() ? Texts{} : Texts{shown}});
  }
  void skip(const std::string& station) {
    asked(station);
    sitting.left.insert("pipe/" + station);
    journal.add({"pipe/" + station, true, {}, {}});
  }
  void asked(const std::string& station) { sitting.asked.push_back({"pipe/" + station, was_answered(path, *path.station(station), journal)}); }
  [[nodiscard]] Standing standing(const std::string& station) const { return standing_of(path, *path.station(station), journal, repaired); }
  [[nodiscard]] std::string next() const {
    const Station* station = next_station(path, journal, repaired, sitting);
    return station == nullptr ? "" : station->id;
  }
};

}  // namespace

TEST_CASE("a path is read as it stands, and a slip is told with its line") {
  const Path path = path_with(experiment("full", "    run: schedules\n    args: [x]\n") + "  - repair: 3\n    say: why\n");
  CHECK(path.id == "pipe");
  CHECK(path.stations.at(0).run == Run::schedules);
  CHECK(path.stations.at(0).args == Texts{"x"});
  CHECK(path.stations.at(1).id == "step-3");
  CHECK(path.stations.at(1).is_repair());
  CHECK_THAT(trouble_of(experiment("full", "    colour: red\n")), Catch::Matchers::ContainsSubstring("station `full` has an unknown field `colour`"));
  CHECK_THAT(trouble_of(experiment("full", "    run: twice\n")), Catch::Matchers::ContainsSubstring("`run` cannot be `twice`"));
  CHECK_THAT(trouble_of(experiment("full") + experiment("full")), Catch::Matchers::ContainsSubstring("station `full` stands there twice"));
  CHECK_THAT(trouble_of("  - repair: 3\n"), Catch::Matchers::ContainsSubstring("has no field `say`"));
}

TEST_CASE("an outcome is known by what the run has shown, and by nothing else") {
  CHECK(matches({.prints = {"b"}}, ended("a\nb\n")));
  CHECK_FALSE(matches({.prints = {"b"}}, ended("a\nbc\n")));
  CHECK_FALSE(matches({.prints = {"b"}}, ended("b\n", 1)));  // exit 0, unless something else is said
  CHECK(matches({.prints = {"b"}, .exits = 1}, ended("b\n", 1)));
  CHECK_FALSE(matches({.lacks = {"b"}}, ended("a\nb\n")));
  CHECK(matches({.output = "a\n"}, ended("a\n")));
  CHECK_FALSE(matches({.output = "a\n"}, ended("a\nb\n")));
  Observation killed;
  killed.end = Observation::End::killed;
  killed.status = SIGPIPE;
  CHECK(matches({.killed = "SIGPIPE"}, killed));
  CHECK_FALSE(matches({.killed = "SIGTERM"}, killed));
  CHECK_FALSE(matches({}, killed));
  CHECK_FALSE(matches({}, Observation{}));  // undecided is nothing
}

TEST_CASE("who sleeps for ever is all of them, by their part and their call") {
  const Observation both = asleep({{"full", "wait4(7)"}, {"full's child", "write(4)"}});
  CHECK(sleepers(both) == Texts{"child: write", "program: wait4"});
  CHECK(matches({.sleeps = {"program: wait4", "child: write"}}, both));
  CHECK_FALSE(matches({.sleeps = {"child: write"}}, both));
  CHECK(sleepers(asleep({{"thread 1 of two", "pthread_mutex_lock(&lock)"}, {"two's child 2", "read(0)"}})) == Texts{"child 2: read", "thread: pthread_mutex_lock"});
}

TEST_CASE("numbers are read from the lines that have one, and compared") {
  const auto numbers = numbers_in("pipe: 100 MB/s\nnothing: here\nshared memory: 250.5 MB/s\ncount: 3\n: 4\n");
  REQUIRE(numbers.size() == 3);
  CHECK(numbers[1].label == "shared memory");
  CHECK(numbers[1].unit == "MB/s");
  const Observation seen = ended("pipe: 100 MB/s\nmemory: 250 MB/s\n");
  CHECK(matches({.largest = "memory"}, seen));
  CHECK_FALSE(matches({.largest = "pipe"}, seen));
  CHECK(matches({.numbers = {{"memory", "pipe", 2.0, 3.0}}}, seen));
  CHECK_FALSE(matches({.numbers = {{"memory", "pipe", 3.0, {}}}}, seen));
  CHECK_FALSE(matches({.numbers = {{"socket", "", 0.0, {}}}}, seen));  // a number that is not there is in no range
}

TEST_CASE("a run that is none of the answers, or two of them, is strange") {
  const Path path = path_with(experiment("one"));
  const Station& station = path.stations.front();
  CHECK(recognise(station, {ended("b\n"), ended("a\n"), ended("b\n")}) == Recognised{{"a", "b"}, {}});
  CHECK(recognise(station, {ended("a\n"), ended("c\n")}) == Recognised{{"a"}, {1}});
  CHECK(recognise(station, {ended("a\nb\n")}) == Recognised{{}, {0}});
  CHECK(is_explained(station, {{"a"}, {}}));
  CHECK_FALSE(is_explained(station, {{"b"}, {}}));
  CHECK_FALSE(is_explained(station, {{"a"}, {0}}));
  Station measured = station;
  measured.run = Run::measured;
  measured.explains = {"a", "b"};
  CHECK(is_explained(measured, {{"b"}, {}}));  // one of those that the reason holds for
  CHECK_FALSE(is_explained(measured, {{}, {}}));
}

TEST_CASE("what is measured near a border counts for the answers on both sides, and the ratio is told") {
  Path path = path_with(experiment("one"));
  Station& station = path.stations.front();
  station.run = Run::measured;
  station.choices = {{"some", "", {.numbers = {{"memory", "pipe", {}, 3.0}}}}, {"much", "", {.numbers = {{"memory", "pipe", 3.0, {}}}}}};
  const auto seen = [&](const std::string& memory) { return recognise(station, {ended("pipe: 100 MB/s\nmemory: " + memory + " MB/s\n")}); };
  CHECK(seen("290") == Recognised{{"some"}, {}, {"much"}});
  CHECK(seen("310") == Recognised{{"much"}, {}, {"some"}});
  CHECK(seen("200") == Recognised{{"some"}, {}, {}});
  CHECK(is_right(seen("290"), {"much"}));
  CHECK_FALSE(is_right(seen("200"), {"much"}));
  CHECK(ratios(station, ended("pipe: 100 MB/s\nmemory: 290 MB/s\n")) == Texts{"memory / pipe = 2.90"});
  station.choices = {{"p", "", {.largest = "pipe"}}, {"m", "", {.largest = "memory"}}};
  CHECK(seen("95") == Recognised{{"p"}, {}, {"m"}});
  CHECK(seen("80") == Recognised{{"p"}, {}, {}});
  station.run = Run::once;  // counted, not measured
  CHECK(seen("95") == Recognised{{"p"}, {}, {}});
}

TEST_CASE("one goes from station to station, and a wrong prediction comes back after three others") {
  Way way;
  CHECK(way.next() == "one");
  way.answer("one", "b");
  way.answer("two", "a");
  way.answer("three", "a");
  CHECK(way.next() == "four");
  way.answer("four", "a");
  CHECK(way.next() == "one");
  way.answer("one", "a");
  CHECK(way.next() == "five");
  way.answer("five", "a");
  CHECK(way.next() == "step-1");
  way.done = true;
  CHECK(way.next().empty());
  const Tally all = tally(way.path, way.journal, way.repaired);
  CHECK(all.first == 4);
  CHECK(all.later == 1);
  CHECK(all.repaired == 1);
}

TEST_CASE("whoever is always wrong comes to every station, with one question again between two new ones at most, and each twice") {
  Way way;
  way.path.stations.pop_back();  // no step
  std::string order;
  for (std::string next = way.next(); !next.empty(); next = way.next()) {
    order += next + " ";
    way.answer(next, "b");
    REQUIRE(way.sitting.asked.size() < 20);
  }
  CHECK(order == "one two three four one five two three four one five two three four five ");
  CHECK(tally(way.path, way.journal, way.repaired).wrong == 5);
  way.sitting = {};
  CHECK(way.next() == "one");  // the next time
}

TEST_CASE("a question does not come back while its answer is still to be seen") {
  Way way;
  for (const char* station : {"one", "two", "three"}) way.answer(station, "a");
  way.skip("four");
  way.answer("five", "b");
  CHECK(way.next() == "step-1");
  way.done = true;
  CHECK(way.next().empty());
  way.sitting = {};
  CHECK(way.next() == "five");
}

TEST_CASE("what was predicted wrong stays so when it is left, and comes back in the next sitting") {
  Way way;
  way.answer("one", "b");
  for (const char* station : {"two", "three", "four"}) way.answer(station, "a");
  CHECK(way.next() == "one");
  way.skip("one");
  CHECK(way.standing("one") == Standing::wrong);
  CHECK(tally(way.path, way.journal, way.repaired).wrong == 1);
  CHECK(tally(way.path, way.journal, way.repaired).skipped == 0);
  way.answer("five", "a");
  CHECK(way.next() == "step-1");
  way.skip("step-1");
  CHECK(way.next().empty());
  CHECK_FALSE(tally(way.path, way.journal, way.repaired).all_done());
  way.sitting = {};
  CHECK(way.next() == "one");
}

TEST_CASE("once right stays right, at the first attempt or later") {
  Way way;
  way.answer("one", "a");
  way.answer("one", "b");
  way.answer("one", "b", "");
  CHECK(way.standing("one") == Standing::right);
  way.answer("two", "b");
  way.answer("two", "a");
  const Tally all = tally(way.path, way.journal, way.repaired);
  CHECK(all.first == 1);
  CHECK(all.later == 1);
  way.answer("three", "b");
  way.answer("three", "b", "");
  CHECK(way.standing("three") == Standing::wrong);
}

TEST_CASE("what was shown and is none of the answers says nothing about a prediction") {
  Way way;
  way.answer("one", "b", "");
  CHECK(standing_of(way.path, way.path.stations[0], way.journal, way.repaired) == Standing::unclear);
  CHECK(way.next() == "two");
}

TEST_CASE("answers are written down and read again, and what is damaged is kept aside") {
  const tests::TemporaryFolder folder;
  const auto file = folder.path() / "state" / "walk.json";
  {
    Journal journal(file);
    journal.add({"pipe/full", false, {"a"}, {"b"}});
    journal.add({"pipe/step-1", true, {}, {}});
    journal.stand_at("pipe");
    journal.save();
  }
  const Journal again(file);
  CHECK(again.at() == "pipe");
  CHECK(again.entries() == std::vector<Entry>{{"pipe/full", false, {"a"}, {"b"}}, {"pipe/step-1", true, {}, {}}});
  for (const char* damaged : {"", "[]", "{\"format_version\": 2, \"answers\": []}", "{\"format_version\": 1, \"answers\": [{\"station\": 3}]}"}) {
    folder.write("state/walk.json", damaged);
    const Journal anew(file);
    CHECK(anew.entries().empty());
    CHECK_THAT(anew.note(), Catch::Matchers::ContainsSubstring("was damaged; it is kept as"));
    CHECK_FALSE(std::filesystem::exists(file));
  }
}

TEST_CASE("walk goes on where one was, else with the first path that is not done") {
  Way way;
  std::vector<Path> paths{way.path, way.path};
  paths[1].id = "fifo";
  CHECK(choose_path(paths, "", way.journal, way.repaired)->id == "pipe");
  CHECK(choose_path(paths, "fifo", way.journal, way.repaired)->id == "fifo");
  way.journal.stand_at("fifo");
  CHECK(choose_path(paths, "", way.journal, way.repaired)->id == "fifo");
  for (const char* station : {"one", "two", "three", "four", "five", "step-1"}) way.journal.add({std::string("fifo/") + station, true, {}, {}});
  CHECK(choose_path(paths, "", way.journal, way.repaired)->id == "pipe");
  paths.push_back(way.path);
  paths[2].id = "shm";
  CHECK(choose_path(paths, "", way.journal, way.repaired)->id == "shm");  // the next one, and not the first
  CHECK_THROWS_AS(choose_path(paths, "nowhere", way.journal, way.repaired), course::Unknown);
}
