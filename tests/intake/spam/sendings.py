"""What contact forms receive, made up for these tests: what has to be held back, and what must never be."""

SPAM = (
    "Hello, I came across your website and noticed it does not show up on the first page of Google. Reply for a price.",
    "Hi there, we offer affordable SEO packages that increase your traffic. Let me know if you are interested!",
    "We accept guest posts and sell backlinks with high domain authority. Price list: https://links.example/offer",
    "Dear website owner, do you sell a link insertion or guest post? Our budget is good, click here: www.links.example",
    "BUY VIAGRA cheap without prescription http://pills.example http://pills.example/2 http://pills.example/3",
    '<a href="https://pills.example">Best casino bonus</a> [url=https://pills.example]free spins[/url]',
    "Earn $900 per day from home! Passive income, no risk, act now: https://rich.example/start",
    "We can generate more leads for your business. Schedule a quick call? To unsubscribe, reply unsubscribe.",
    "I was looking at your website and want to send you an explainer video with prices, would you be interested in it? "
    "If you do not want to hear from us, opt out at https://video.example",
    "Get 10k Instagram followers, buy followers and a telegram channel now https://f.example https://g.example",
    "Funding for your business up to $500k, no credit check. This is not spam. Click here https://money.example",
    "Our team of experts makes contact form submissions to 2 million websites, more traffic to your site from $49",
    "Estimado webmaster, le ofrecemos posicionamiento SEO y posicionamiento web desde 99 euros: "
    "https://a.example https://b.example",
    "Start earning $5000 daily with bitcoin! http://a.example http://b.example http://c.example",
    "Продвижение сайтов в топ Google, недорого. Напишите нам: https://seo.example",
    "We offer loans at 2 % interest, no credit check. Write to us on WhatsApp, +1 555 0100.",
    "Guten Tag, wir bringen Ihre Webseite auf Seite 1 bei Google. Kostenloses Angebot: https://seo.example",
    "Hola, ofrecemos posicionamiento web SEO para su empresa. Visite http://seo.example",
)

CLIENTS = (
    "I lost 40,000 dollars in a crypto trading scam, they said guaranteed returns. Can you help me get it back?",
    "The casino refuses to pay out what I won online, and it wants my documents again and again.",
    "I need a loan restructured, three payday lenders call me every day. Please call after 5.",
    "My uncle died and I am the next of kin. The bank says it is an investment opportunity, I do not trust them.",
    "We run a small SEO agency and need somebody for our VAT. Our website is https://agency.example",
    "PLEASE CALL ME BACK!!! MY TENANT IS GONE AND TOOK EVERYTHING",
    "Does the opt out from the pension plan have to be in writing?",
    "Нужен адвокат по разводу, у нас двое детей. Позвоните, пожалуйста, вечером.",
    "我需要一位会说中文的律师，关于房屋租约。",
    "أحتاج إلى طبيب أسنان يتحدث العربية، وقد أوصت بكم جارتي.",
    "The house is here: https://homes.example/listing/4411 and we close on Friday.",
    "help",
    "Busco un abogado barato, vi en su página web que hablan español",
    "Мне нужен недорого бухгалтер для нашего сайта https://shop.example",
    "Ich habe Ihre Website auf Empfehlung gefunden",
    "",
    "Our web developer left with our domain and the backlinks he sold us got our shop punished, we want to sue him",
)

CLIENTS_WITH_LINKS = (
    "We paid an agency for SEO services that never came, here is what they promised: https://agency.example/offer",
    "The lender said no credit check and apply now, and then took the house: https://lender.example",
    "My shop is at https://shop.example, the books at https://drive.example/a and the bank at https://drive.example/b",
)
"""What nobody writes within a second; at a person's pace it is no spam."""

PEOPLE = (
    ("Ng", "ng@mail.example"),
    ("Krzysztof Brzęczyszczykiewicz", "k.b@mail.example"),
    ("李小龙", "lee88@mail.example"),
    ("Олена Шевченко", "olena@mail.example"),
    ("Siobhán O'Shaughnessy-MacDonald", "s.o.m@mail.example"),
    ("LeAnn McDonald", "leann.mcdonald.1984@mail.example"),
    ("J. R. R. van der Berg III", "j.r.r.vdberg@mail.example"),
    ("MARIA DE LA CRUZ", "MARIA@MAIL.EXAMPLE"),
    ("X Æ", "xae@mail.example"),
    ("Free Lance", "viagrafalls@mail.example"),
)
