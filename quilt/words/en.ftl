# Words that people outside the teams read. Reading age 9 to 11. Verbs first.

## The frame
demonstration-notice = Demonstration: nobody here is real.
nav-find = Find
nav-ask = Ask for support
nav-sign-in = Sign in
go-home = Go to the first page
send-again = Send it again
nothing-lost = Nothing you typed is lost. Here it is:
not-found-title = Page not found
not-found = There is nothing here for you to see. If you typed the address, check it. If you followed a link, it may have moved.
look-again-title = Please look again
not-now-title = That cannot be done now
stale-title = Please send it again
stale = This page was open for a long time, or came from somewhere else.
too-large-title = This is too much at once
too-large = The most we can take in at once is 8 MB. Send less of it, or ring us.
wait-title = Please wait a little
away-title = We cannot reach our records just now
away = Please try again in a few minutes. If it goes on, tell us this reference: { $reference }
busy-title = A lot is happening at once
busy = We could not save this just now. Please send it again. Reference: { $reference }
full-title = We have run out of room to save
full = Nothing was saved. Tell whoever looks after this installation that its disk is full. Reference: { $reference }
wrong-title = Something went wrong on our side
wrong = We have written down what happened. Please try again, and tell us this reference if it goes on: { $reference }
signed-out-title = You were signed out
signed-out = Sign in again in a new tab, then come back here and send what you typed.
sign-in-new-tab = Sign in

## Signing in
sign-in-title = Sign in
sign-in = Sign in
email = E-mail address
password = Password
sign-in-wrong = This e-mail address and password do not go together. Check both and try again.
signed-in-title = You are signed in
signed-in = Go back to your other tab and send what you typed.

## Plain pages
about-title = About Quilt
about-1 = Quilt is free, open software for social prescribing: people who listen to what matters to you, and link you with people and places near you.
about-2 = A county is better served by a quilt, knitting together what works in each place, than by one blanket.
about-3 = Anyone may read how it is made, run it, and change it.
privacy-title = Your privacy
privacy-1 = We only keep what helps us to support you. You can ask to see it at any time.
privacy-2 = Every time someone looks at or changes what we hold about you, it is written down. You can ask who looked.
privacy-3 = We tell a group your name only after you say yes, and we show you the exact words first.
privacy-4 = You can change your mind at any time.
accessibility-title = Using this site your way
accessibility-1 = We want everyone to be able to use these pages: by keyboard, with a screen reader, at any text size, on a phone, on paper or by phone call.
accessibility-2 = Everything you need to do here works without scripts.
accessibility-3 = If something is hard to use, tell us and we will put it right. You can also ask for support by phone or letter instead.

## The directory
mondays = Mondays
tuesdays = Tuesdays
wednesdays = Wednesdays
thursdays = Thursdays
fridays = Fridays
saturdays = Saturdays
sundays = Sundays
monday = Monday
tuesday = Tuesday
wednesday = Wednesday
thursday = Thursday
friday = Friday
saturday = Saturday
sunday = Sunday
when-first = first { $day }
when-second = second { $day }
when-third = third { $day }
when-fourth = fourth { $day }
when-fifth = fifth { $day }
when-last = last { $day }
when-of-month = { $days } of the month
when-other-week = { $days }, every other week
when-monthly = every month
when-from-to = { $from } to { $to }
when-from = from { $from }
and = { $before } and { $last }
free = Free
