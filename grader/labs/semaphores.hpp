// What the checks of the semaphores lab have in common, in whichever file they stand.
#pragma once
#include "labs/alike.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace ipclab::labs::semaphores {

// Somebody who is in, at the bench or at the board, goes out.
void goes_out(check::Trial& t, check::Process& who);

// Of two whose input is open one has got in and the other one waits. The one who is in goes, then the other.
void go_one_by_one(check::Trial& t, check::Process& one, check::Process& other);
// The same, and a third one comes while the first of them is in, and waits like the second.
void go_one_by_one(check::Trial& t, check::Process& one, check::Process& other, const std::function<check::Process&()>& third_comes);

// The keeper of a store, a bank or a board, once it is open; and its end, when it says this and leaves nothing.
check::Process& keeper(check::Trial& t, std::string_view program, const std::vector<std::string>& args);
void closes(check::Trial& t, check::Process& keeps, const std::string& says = "");

// Steps 3 and 4, and step 5, whose checks stand in semaphores_kept.cpp and semaphores_board.cpp.
std::vector<check::Check> kept();
std::vector<check::Check> board();

}  // namespace ipclab::labs::semaphores
