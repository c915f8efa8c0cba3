#!/bin/bash
# What the program is given, and that a second start neither configures nor builds.
source "${BASH_SOURCE[0]%/*}/support/checkout.bash"

run ./ipclab --yes check "two words" --yes --no-install
expect_status 0
[[ $output == "cwd $checkout
root $checkout
argument check
argument two words
argument --yes
argument --no-install" ]] || fail "arguments, folder or root are not as given"
[[ -L compile_commands.json ]] || fail "no compile_commands.json for editors"

# From elsewhere and through a link; no cmake may be needed now.
mkdir "$scratch/elsewhere"
ln -s ../checkout/ipclab "$scratch/elsewhere/lab"
PATH=$(path_without cmake ninja g++) run env -C "$scratch/elsewhere" ./lab list
expect_status 0
[[ $output == "cwd $scratch/elsewhere
root $checkout
argument list" ]] || fail "the user's folder and the checkout are not told apart"

run ./ipclab exit 3
expect_status 3
[[ -z $errors ]] || fail "a start that has nothing to do is silent"
(($(builds) == 1)) || fail "built $(builds) times"

echo "# changed" >>grader/program
run ./ipclab list
expect_status 0
(($(builds) == 2)) || fail "a change was not built"

mv "$checkout" "$scratch/moved"
cd "$scratch/moved" || exit 1
echo "# changed again" >>grader/program
run ./ipclab list
expect_status 0
expect_output "root $scratch/moved"
