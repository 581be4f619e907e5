/** Shortcodes of the common set, as `names… character`: what people type in a support team's day, not all of Unicode. */
export const EMOJI_TABLE = `
grinning 😀|smiley 😃|smile 😄|grin 😁|laughing satisfied 😆|sweat_smile 😅|joy 😂|rolling_on_the_floor_laughing rofl 🤣
slightly_smiling_face 🙂|upside_down_face 🙃|wink 😉|blush 😊|innocent 😇|smiling_face_with_3_hearts 🥰|heart_eyes 😍|star-struck 🤩
kissing_heart 😘|yum 😋|stuck_out_tongue 😛|zany_face 🤪|money_mouth_face 🤑|hugging_face 🤗|thinking_face thinking 🤔
zipper_mouth_face 🤐|face_with_raised_eyebrow 🤨|neutral_face 😐|expressionless 😑|no_mouth 😶|smirk 😏|unamused 😒|face_with_rolling_eyes 🙄
grimacing 😬|relieved 😌|pensive 😔|sleepy 😪|sleeping 😴|mask 😷|face_with_thermometer 🤒|nauseated_face 🤢|exploding_head 🤯
partying_face 🥳|sunglasses 😎|nerd_face 🤓|face_with_monocle 🧐|confused 😕|worried 😟|slightly_frowning_face 🙁|open_mouth 😮|hushed 😯
astonished 😲|flushed 😳|pleading_face 🥺|fearful 😨|cold_sweat 😰|cry 😢|sob 😭|scream 😱|persevere 😣|disappointed 😞|sweat 😓|weary 😩
tired_face 😫|yawning_face 🥱|triumph 😤|rage 😡|angry 😠|smiling_imp 😈|skull 💀|clown_face 🤡|ghost 👻|alien 👽|robot_face robot 🤖
wave 👋|raised_back_of_hand 🤚|hand raised_hand ✋|spock-hand 🖖|ok_hand 👌|pinching_hand 🤏|v ✌️|crossed_fingers 🤞|the_horns 🤘|call_me_hand 🤙
point_left 👈|point_right 👉|point_up_2 👆|point_down 👇|point_up ☝️|+1 thumbsup 👍|-1 thumbsdown 👎|fist ✊|facepunch punch 👊
clap 👏|raised_hands 🙌|open_hands 👐|handshake 🤝|pray 🙏|writing_hand ✍️|muscle 💪|brain 🧠|eyes 👀|eye 👁️|ear 👂|speaking_head_in_silhouette 🗣️
bust_in_silhouette 👤|busts_in_silhouette 👥|raising_hand 🙋|man-shrugging 🤷‍♂️|woman-shrugging 🤷‍♀️|shrug 🤷|face_palm facepalm 🤦|bow 🙇|technologist 🧑‍💻|firefighter 🧑‍🚒|detective sleuth_or_spy 🕵️|superhero 🦸|ninja 🥷|runner running 🏃
heart ❤️|orange_heart 🧡|yellow_heart 💛|green_heart 💚|blue_heart 💙|purple_heart 💜|black_heart 🖤|broken_heart 💔|two_hearts 💕|sparkling_heart 💖
100 💯|anger 💢|boom collision 💥|dizzy 💫|sweat_drops 💦|dash 💨|zzz 💤|speech_balloon 💬|thought_balloon 💭|sparkles ✨|star ⭐|star2 🌟|fire 🔥|zap ⚡
sunny ☀️|partly_sunny ⛅|cloud ☁️|rain_cloud 🌧️|thunder_cloud_and_rain ⛈️|snowflake ❄️|rainbow 🌈|umbrella ☔|ocean 🌊|droplet 💧|earth_africa 🌍|earth_americas 🌎|globe_with_meridians 🌐|crescent_moon 🌙
dog 🐶|cat 🐱|bear 🐻|panda_face 🐼|monkey_face 🐵|see_no_evil 🙈|hear_no_evil 🙉|speak_no_evil 🙊|penguin 🐧|bird 🐦|owl 🦉|fox_face 🦊|unicorn_face 🦄|bee honeybee 🐝|bug 🐛|butterfly 🦋|snail 🐌|turtle 🐢|snake 🐍|octopus 🐙|whale 🐳|fish 🐟|sloth 🦥|elephant 🐘
seedling 🌱|evergreen_tree 🌲|herb 🌿|four_leaf_clover 🍀|maple_leaf 🍁|tulip 🌷|rose 🌹|sunflower 🌻|mushroom 🍄|cactus 🌵
apple 🍎|banana 🍌|watermelon 🍉|strawberry 🍓|avocado 🥑|carrot 🥕|pizza 🍕|taco 🌮|hamburger 🍔|cake 🍰|birthday 🎂|cookie 🍪|doughnut 🍩|chocolate_bar 🍫|popcorn 🍿|coffee ☕|tea 🍵|beer 🍺|beers 🍻|wine_glass 🍷|clinking_glasses 🥂
soccer ⚽|basketball 🏀|dart 🎯|trophy 🏆|medal sports_medal 🏅|first_place_medal 🥇|second_place_medal 🥈|third_place_medal 🥉|video_game 🎮|jigsaw 🧩|game_die 🎲|art 🎨|musical_note 🎵|headphones 🎧|microphone 🎤|clapper 🎬
tada 🎉|confetti_ball 🎊|balloon 🎈|gift 🎁|ribbon 🎀|christmas_tree 🎄|jack_o_lantern 🎃
car red_car 🚗|taxi 🚕|bus 🚌|ambulance 🚑|fire_engine 🚒|police_car 🚓|truck 🚚|train2 🚆|airplane ✈️|rocket 🚀|ship 🚢|anchor ⚓|construction 🚧|rotating_light 🚨|vertical_traffic_light 🚦|octagonal_sign stop_sign 🛑|house 🏠|office 🏢|hospital 🏥|factory 🏭|beach_with_umbrella 🏖️|camping 🏕️|mountain ⛰️
watch ⌚|iphone 📱|computer 💻|desktop_computer 🖥️|keyboard ⌨️|printer 🖨️|floppy_disk 💾|camera 📷|video_camera 📹|tv 📺|telephone_receiver 📞|phone telephone ☎️|pager 📟|battery 🔋|electric_plug 🔌|bulb 💡|flashlight 🔦|mag 🔍|mag_right 🔎
money_with_wings 💸|moneybag 💰|credit_card 💳|euro 💶|dollar 💵|pound 💷|yen 💴|receipt 🧾|chart 💹|chart_with_upwards_trend 📈|chart_with_downwards_trend 📉|bar_chart 📊
email envelope ✉️|e-mail 📧|incoming_envelope 📨|inbox_tray 📥|outbox_tray 📤|package 📦|mailbox 📫|postbox 📮|label 🏷️|ballot_box_with_ballot 🗳️|pencil2 ✏️|pencil memo 📝|lower_left_ballpoint_pen 🖊️|briefcase 💼|file_folder 📁|open_file_folder 📂|card_index_dividers 🗂️|date 📅|calendar 📆|spiral_calendar_pad 🗓️|card_index 📇|clipboard 📋|pushpin 📌|round_pushpin 📍|paperclip 📎|linked_paperclips 🖇️|straight_ruler 📏|scissors ✂️|wastebasket 🗑️|notebook 📓|book open_book 📖|books 📚|bookmark 🔖|link 🔗|newspaper 📰|scroll 📜|page_facing_up 📄|page_with_curl 📃
lock 🔒|unlock 🔓|lock_with_ink_pen 🔏|key 🔑|old_key 🗝️|hammer 🔨|hammer_and_wrench 🛠️|wrench 🔧|screwdriver 🪛|nut_and_bolt 🔩|gear ⚙️|scales ⚖️|shield 🛡️|bomb 💣|magnet 🧲|toolbox 🧰|microscope 🔬|telescope 🔭|satellite_antenna 📡|syringe 💉|pill 💊|adhesive_bandage 🩹|stethoscope 🩺|broom 🧹|fire_extinguisher 🧯|shopping_trolley 🛒|crystal_ball 🔮|thread 🧵|ticket 🎫|admission_tickets 🎟️
hourglass ⌛|hourglass_flowing_sand ⏳|stopwatch ⏱️|timer_clock ⏲️|alarm_clock ⏰|mantelpiece_clock 🕰️|clock9 🕘|clock12 🕛|clock3 🕒
bell 🔔|no_bell 🔕|loudspeaker 📢|mega 📣|loud_sound 🔊|mute 🔇|sos 🆘|new 🆕|free 🆓|ok 🆗|up 🆙|cool 🆒|id 🆔|atm 🏧|information_source ℹ️
white_check_mark ✅|ballot_box_with_check ☑️|heavy_check_mark ✔️|x ❌|negative_squared_cross_mark ❎|heavy_multiplication_x ✖️|heavy_plus_sign ➕|heavy_minus_sign ➖|question ❓|grey_question ❔|exclamation heavy_exclamation_mark ❗|grey_exclamation ❕|bangbang ‼️|interrobang ⁉️|warning ⚠️|no_entry ⛔|no_entry_sign 🚫|radioactive_sign ☢️|recycle ♻️|infinity ♾️|tm ™️|copyright ©️
arrow_up ⬆️|arrow_down ⬇️|arrow_left ⬅️|arrow_right ➡️|arrow_upper_right ↗️|arrow_lower_right ↘️|left_right_arrow ↔️|arrow_up_down ↕️|leftwards_arrow_with_hook ↩️|arrow_right_hook ↪️|arrows_counterclockwise 🔄|arrows_clockwise 🔃|back 🔙|soon 🔜|top 🔝|arrow_forward ▶️|double_vertical_bar ⏸️|black_square_for_stop ⏹️|fast_forward ⏩|rewind ⏪|repeat 🔁|twisted_rightwards_arrows 🔀
red_circle 🔴|large_orange_circle 🟠|large_yellow_circle 🟡|large_green_circle 🟢|large_blue_circle 🔵|large_purple_circle 🟣|large_brown_circle 🟤|black_circle ⚫|white_circle ⚪|large_red_square 🟥|large_orange_square 🟧|large_yellow_square 🟨|large_green_square 🟩|large_blue_square 🟦|large_purple_square 🟪|black_large_square ⬛|white_large_square ⬜|small_blue_diamond 🔹|small_orange_diamond 🔸|large_blue_diamond 🔷|large_orange_diamond 🔶|small_red_triangle 🔺|small_red_triangle_down 🔻
zero 0️⃣|one 1️⃣|two 2️⃣|three 3️⃣|four 4️⃣|five 5️⃣|six 6️⃣|seven 7️⃣|eight 8️⃣|nine 9️⃣|keycap_ten 🔟|hash #️⃣|1234 🔢|abc 🔤
white_flag 🏳️|waving_black_flag 🏴|checkered_flag 🏁|triangular_flag_on_post 🚩|flag-ee 🇪🇪|flag-de de 🇩🇪|flag-fr fr 🇫🇷|flag-us us 🇺🇸|flag-gb gb uk 🇬🇧|flag-in 🇮🇳|flag-br 🇧🇷|flag-jp jp 🇯🇵|flag-eu 🇪🇺|flag-fi 🇫🇮|flag-pt 🇵🇹|flag-es es 🇪🇸|flag-pl 🇵🇱|flag-ca 🇨🇦|flag-au 🇦🇺
`;
