# Geiriau y mae pobl y tu allan i'r timau yn eu darllen.

## Y ffrâm
demonstration-notice = Arddangosiad: nid oes neb yma yn berson go iawn.
nav-find = Chwilio
nav-ask = Gofyn am gymorth
nav-sign-in = Mewngofnodi
go-home = Mynd i'r dudalen gyntaf
send-again = Anfon eto
nothing-lost = Nid oes dim a deipiwyd gennych wedi'i golli. Dyma fo:
not-found-title = Heb ddod o hyd i'r dudalen
not-found = Nid oes dim yma i chi ei weld. Os gwnaethoch deipio'r cyfeiriad, gwiriwch ef. Os gwnaethoch ddilyn dolen, efallai ei bod wedi symud.
look-again-title = Edrychwch eto, os gwelwch yn dda
not-now-title = Ni ellir gwneud hynny nawr
stale-title = Anfonwch eto, os gwelwch yn dda
stale = Bu'r dudalen hon ar agor am amser hir, neu daeth o rywle arall.
too-large-title = Mae hyn yn ormod ar unwaith
too-large = Y mwyaf y gallwn ei dderbyn ar unwaith yw 8 MB. Anfonwch lai ohono, neu ffoniwch ni.
wait-title = Arhoswch ychydig
away-title = Ni allwn gyrraedd ein cofnodion ar hyn o bryd
away = Rhowch gynnig arall arni ymhen ychydig funudau. Os yw'n parhau, rhowch y cyfeirnod hwn i ni: { $reference }
busy-title = Mae llawer yn digwydd ar unwaith
busy = Ni allem gadw hyn ar hyn o bryd. Anfonwch ef eto. Cyfeirnod: { $reference }
full-title = Nid oes lle ar ôl i gadw
full = Ni chadwyd dim. Dywedwch wrth bwy bynnag sy'n gofalu am y system fod ei disg yn llawn. Cyfeirnod: { $reference }
wrong-title = Aeth rhywbeth o'i le ar ein hochr ni
wrong = Rydym wedi nodi beth ddigwyddodd. Rhowch gynnig arall arni, a rhowch y cyfeirnod hwn i ni os yw'n parhau: { $reference }
signed-out-title = Cawsoch eich allgofnodi
signed-out = Mewngofnodwch eto mewn tab newydd, yna dewch yn ôl yma ac anfon yr hyn a deipiwyd gennych.
sign-in-new-tab = Mewngofnodi

## Mewngofnodi
sign-in-title = Mewngofnodi
sign-in = Mewngofnodi
email = Cyfeiriad e-bost
password = Cyfrinair
sign-in-wrong = Nid yw'r cyfeiriad e-bost a'r cyfrinair hyn yn mynd gyda'i gilydd. Gwiriwch y ddau a rhowch gynnig arall arni.
signed-in-title = Rydych wedi mewngofnodi
signed-in = Ewch yn ôl i'ch tab arall ac anfon yr hyn a deipiwyd gennych.

## Tudalennau plaen
about-title = Ynglŷn â Quilt
about-1 = Meddalwedd agored, am ddim, ar gyfer presgripsiynu cymdeithasol yw Quilt: pobl sy'n gwrando ar yr hyn sy'n bwysig i chi, ac yn eich cysylltu â phobl a lleoedd yn eich ardal chi.
about-2 = Mae cwilt, sy'n gwau ynghyd yr hyn sy'n gweithio ym mhob lle, yn gwasanaethu sir yn well nag un flanced.
about-3 = Caiff unrhyw un ddarllen sut mae wedi'i wneud, ei redeg, a'i newid.
privacy-title = Eich preifatrwydd
privacy-1 = Dim ond yr hyn sy'n ein helpu i'ch cefnogi yr ydym yn ei gadw. Gallwch ofyn am ei weld ar unrhyw adeg.
privacy-2 = Bob tro y bydd rhywun yn edrych ar yr hyn sydd gennym amdanoch, neu'n ei newid, mae'n cael ei nodi. Gallwch ofyn pwy edrychodd.
privacy-3 = Dim ond ar ôl i chi gytuno y byddwn yn rhoi eich enw i grŵp, a byddwn yn dangos yr union eiriau i chi yn gyntaf.
privacy-4 = Gallwch newid eich meddwl ar unrhyw adeg.
accessibility-title = Defnyddio'r wefan hon yn eich ffordd chi
accessibility-1 = Rydym am i bawb allu defnyddio'r tudalennau hyn: gyda bysellfwrdd, gyda darllenydd sgrin, ar unrhyw faint testun, ar ffôn, ar bapur neu drwy alwad ffôn.
accessibility-2 = Mae popeth y mae angen i chi ei wneud yma yn gweithio heb sgriptiau.
accessibility-3 = Os yw rhywbeth yn anodd ei ddefnyddio, dywedwch wrthym a byddwn yn ei gywiro. Gallwch hefyd ofyn am gymorth drwy'r ffôn neu lythyr yn lle hynny.

## Y cyfeiriadur
mondays = Dydd Llun
tuesdays = Dydd Mawrth
wednesdays = Dydd Mercher
thursdays = Dydd Iau
fridays = Dydd Gwener
saturdays = Dydd Sadwrn
sundays = Dydd Sul
monday = dydd Llun
tuesday = dydd Mawrth
wednesday = dydd Mercher
thursday = dydd Iau
friday = dydd Gwener
saturday = dydd Sadwrn
sunday = dydd Sul
when-first = { $day } cyntaf
when-second = ail { $day }
when-third = trydydd { $day }
when-fourth = pedwerydd { $day }
when-fifth = pumed { $day }
when-last = { $day } olaf
when-of-month = { $days } y mis
when-other-week = { $days }, bob yn ail wythnos
when-monthly = bob mis
when-from-to = { $from } i { $to }
when-from = o { $from }
and = { $before } a { $last }
free = Am ddim
